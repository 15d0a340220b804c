package dev.monitor.delivery.webclient;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.monitor.delivery.Deliveries;
import dev.monitor.delivery.DeliveryFailure;
import dev.monitor.delivery.DeliveryListener;
import dev.monitor.delivery.ObservedDeliveries;
import dev.monitor.delivery.autoconfigure.DeliveryAutoConfiguration;
import dev.monitor.job.Job;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobTimes;
import dev.monitor.property.InvalidPropertyException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.registry.HttpServiceGroup;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Reactive HTTP services whose calls are deliveries, against a real server.
 */
class ReactiveDeliveryGroupsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DeliveryAutoConfiguration.class))
		.withUserConfiguration(Services.class);

	private HttpServer server;

	private String url;

	@BeforeEach
	void start() throws Exception {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/gone", (exchange) -> {
			exchange.sendResponseHeaders(410, -1);
			exchange.close();
		});
		this.server.createContext("/close", HttpExchange::close);
		// never answered
		this.server.createContext("/hang", (exchange) -> {
		});
		this.server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
		});
		this.server.start();
		this.url = "http://localhost:" + this.server.getAddress().getPort();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void callsOfAGroupAreAttemptsWhateverThreadTheyEndOn() {
		this.runner.withPropertyValues("monitor.deliveries.clients.partner=webhooks", "url=" + this.url)
			.run((context) -> {
				Partner partner = context.getBean(Partner.class);
				Told told = context.getBean(Told.class);
				partner.deliver().block();
				Mono<ResponseEntity<Void>> twice = partner.deliver();
				assertThat(told.attempts).hasSize(1);
				twice.block();
				twice.block();
				context.getBean(Other.class).ask().block();
				assertThatExceptionOfType(WebClientResponseException.Gone.class).isThrownBy(partner::gone);
				context.getBean(Deliveries.class).attempt("orders", this.url, () -> partner.deliver().blockOptional());
				assertThatExceptionOfType(WebClientRequestException.class).isThrownBy(() -> partner.close().block());
				partner.hang().subscribe().dispose();
				Awaitility.await().until(() -> told.attempts.size() >= 7);
				assertThat(told.attempts).containsExactly("webhooks localhost null", "webhooks localhost null",
						"webhooks localhost null", "webhooks localhost http_410", "orders localhost null",
						"webhooks localhost closed", "webhooks localhost other");
				assertThat(told.failures).isEmpty();
			});
	}

	@Test
	void aJobThatFailedForGoodHasFailedToDeliver() {
		this.runner.withPropertyValues("monitor.deliveries.clients.partner=webhooks", "url=" + this.url)
			.run((context) -> {
				Partner partner = context.getBean(Partner.class);
				ObservedDeliveries jobs = context.getBean(ObservedDeliveries.class);
				Job job = new Job("own", Job.DEFAULT_QUEUE, "deliver", "1");
				jobs.started(job);
				assertThatExceptionOfType(WebClientResponseException.Gone.class).isThrownBy(partner::gone);
				jobs.ended(new JobRun(job, 1, JobOutcome.FAILED, null,
						new JobTimes(null, Instant.now(), Duration.ofSeconds(1))));
				assertThat(context.getBean(Told.class).failures).containsExactly("webhooks localhost http_410");
			});
	}

	@Test
	void aGroupThatThereIsNotStopsTheStart() {
		this.runner.withPropertyValues("monitor.deliveries.clients.partners=webhooks", "url=" + this.url)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("monitor.deliveries.clients.partners"));
	}

	interface Partner {

		@PostExchange("/hook")
		Mono<ResponseEntity<Void>> deliver();

		@PostExchange("/close")
		Mono<ResponseEntity<Void>> close();

		@PostExchange("/hang")
		Mono<ResponseEntity<Void>> hang();

		@PostExchange("/gone")
		ResponseEntity<Void> gone();

	}

	interface Other {

		@PostExchange("/ask")
		Mono<ResponseEntity<Void>> ask();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "partner", types = Partner.class, clientType = HttpServiceGroup.ClientType.WEB_CLIENT)
	@ImportHttpServices(group = "other", types = Other.class, clientType = HttpServiceGroup.ClientType.WEB_CLIENT)
	static class Services {

		@Bean
		Told told() {
			return new Told();
		}

		@Bean
		WebClientHttpServiceGroupConfigurer address(Environment environment) {
			return (groups) -> groups
				.forEachClient((group, client) -> client.baseUrl(environment.getRequiredProperty("url")));
		}

	}

	static final class Told implements DeliveryListener {

		private final List<String> attempts = new CopyOnWriteArrayList<>();

		private final List<String> failures = new CopyOnWriteArrayList<>();

		@Override
		public void attempted(String channel, String host, Duration duration, @Nullable String reason) {
			this.attempts.add(channel + " " + host + " " + reason);
		}

		@Override
		public void failed(DeliveryFailure failure) {
			this.failures.add(failure.channel() + " " + failure.host() + " " + failure.reason());
		}

	}

}
