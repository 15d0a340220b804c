package dev.monitor.delivery.restclient;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.monitor.delivery.Deliveries;
import dev.monitor.delivery.DeliveryFailure;
import dev.monitor.delivery.DeliveryListener;
import dev.monitor.delivery.autoconfigure.DeliveryAutoConfiguration;
import dev.monitor.property.InvalidPropertyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * HTTP services whose calls are deliveries, against a real server.
 */
class DeliveryGroupsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DeliveryAutoConfiguration.class, RestClientAutoConfiguration.class,
				HttpServiceClientPropertiesAutoConfiguration.class, HttpServiceClientAutoConfiguration.class))
		.withUserConfiguration(Services.class);

	@Test
	void callsOfAGroupAreAttemptsAndThoseOfOthersAreNot() throws Exception {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/gone", (exchange) -> {
			exchange.sendResponseHeaders(410, -1);
			exchange.close();
		});
		server.createContext("/close", HttpExchange::close);
		server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
		});
		server.start();
		String url = "http://localhost:" + server.getAddress().getPort();
		this.runner.withPropertyValues("monitor.deliveries.clients.partner=webhooks",
				"spring.http.serviceclient.partner.base-url=" + url, "spring.http.serviceclient.other.base-url=" + url)
			.run((context) -> {
				Partner partner = context.getBean(Partner.class);
				Told told = context.getBean(Told.class);
				partner.deliver();
				context.getBean(Other.class).ask();
				context.getBean(RestClient.Builder.class).build().get().uri(url).retrieve().toBodilessEntity();
				assertThatExceptionOfType(HttpClientErrorException.Gone.class).isThrownBy(partner::gone);
				context.getBean(Deliveries.class).attempt("orders", url, partner::deliver);
				assertThatExceptionOfType(ResourceAccessException.class).isThrownBy(partner::close);
				server.stop(0);
				assertThat(told.attempts).containsExactly("webhooks localhost null", "webhooks localhost http_410",
						"orders localhost null", "webhooks localhost closed");
			});
	}

	@Test
	void aGroupThatThereIsNotStopsTheStart() {
		this.runner.withPropertyValues("monitor.deliveries.clients.partners=webhooks")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("monitor.deliveries.clients.partners")
				.hasMessageContaining("names no group of HTTP services"));
	}

	@Test
	void ofServicesThatAreMadeLateNothingIsSaid() {
		this.runner.withPropertyValues("monitor.deliveries.clients.partners=webhooks")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	interface Partner {

		@PostExchange("/hook")
		ResponseEntity<Void> deliver();

		@PostExchange("/close")
		ResponseEntity<Void> close();

		@PostExchange("/gone")
		ResponseEntity<Void> gone();

	}

	interface Other {

		@PostExchange("/ask")
		ResponseEntity<Void> ask();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "partner", types = Partner.class)
	@ImportHttpServices(group = "other", types = Other.class)
	static class Services {

		@Bean
		Told told() {
			return new Told();
		}

	}

	static final class Told implements DeliveryListener {

		private final List<String> attempts = new ArrayList<>();

		@Override
		public void attempted(String channel, String host, Duration duration, @Nullable String reason) {
			this.attempts.add(channel + " " + host + " " + reason);
		}

		@Override
		public void failed(DeliveryFailure failure) {
			throw new IllegalStateException("Nothing was final");
		}

	}

}
