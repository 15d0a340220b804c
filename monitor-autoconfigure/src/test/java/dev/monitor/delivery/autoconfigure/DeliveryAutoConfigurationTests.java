package dev.monitor.delivery.autoconfigure;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.monitor.delivery.Deliveries;
import dev.monitor.delivery.DeliveryFailure;
import dev.monitor.delivery.DeliveryGate;
import dev.monitor.delivery.DeliveryListener;
import dev.monitor.delivery.DeliveryRejectedException;
import dev.monitor.delivery.DeliveryStatus;
import dev.monitor.delivery.ObservedDeliveries;
import dev.monitor.job.JobListener;
import dev.monitor.property.InvalidPropertyException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DeliveryAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DeliveryAutoConfiguration.class, MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	private static void refuse(Deliveries deliveries) {
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> deliveries.attempt("webhooks", "https://a.test/hook", () -> {
				throw new ConnectException();
			}));
	}

	@Test
	void deliveriesAreCountedAndShown() {
		this.runner.withPropertyValues("monitor.deliveries.channels=webhooks").run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.find("monitor.delivery.failed").tag("channel", "webhooks").counters()).isNotEmpty();
			Deliveries deliveries = context.getBean(Deliveries.class);
			refuse(deliveries);
			deliveries.failed("webhooks", "https://a.test/hook", new ConnectException());
			assertThat(registry.get("monitor.delivery.failed").tag("reason", "econnrefused").counter().count())
				.isEqualTo(1);
			assertThat(context.getBean(DeliveryStatus.class).section().numbers())
				.hasToString("{attempts=1, failed_attempts=1, failed=1, failing_hosts=1}");
			assertThat(context.getBean(JobListener.class)).isSameAs(deliveries);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.enabled=false", "monitor.deliveries.enabled=false" })
	void switchedOffItDoesTheWorkAndNothingElse(String property) {
		this.runner.withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
			.withPropertyValues(property, "spring.mail.host=localhost")
			.run((context) -> {
				assertThat(context).hasSingleBean(Deliveries.class)
					.doesNotHaveBean(ObservedDeliveries.class)
					.doesNotHaveBean(DeliveryStatus.class)
					.doesNotHaveBean(DeliveryProperties.class);
				Deliveries deliveries = context.getBean(Deliveries.class);
				assertThat(deliveries.<String, RuntimeException>attempt("webhooks", "a.test", () -> "ok"))
					.isEqualTo("ok");
				refuse(deliveries);
				deliveries.failed("webhooks", "a.test", new ConnectException());
				deliveries.seen("a.test");
				assertThat(deliveries.failingSince("a.test")).isNull();
				assertThat(context.getBean(JavaMailSender.class).getClass()).isSameAs(JavaMailSenderImpl.class);
			});
	}

	@Test
	void worksWithoutOptionalLibraries() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DeliveryAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(MeterBinder.class, JavaMailSender.class,
					RestClientHttpServiceGroupConfigurer.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ObservedDeliveries.class));
	}

	@Test
	void aGateOfTheApplicationReplacesOurs() {
		this.runner.withPropertyValues("monitor.deliveries.unreachable-after=1m")
			.withBean(DeliveryGate.class, () -> (host) -> !host.equals("gone.test"))
			.run((context) -> {
				Deliveries deliveries = context.getBean(Deliveries.class);
				assertThatExceptionOfType(DeliveryRejectedException.class)
					.isThrownBy(() -> deliveries.attempt("webhooks", "gone.test", () -> ""));
				assertThat(context.getBean(MeterRegistry.class)
					.get("monitor.delivery")
					.tags("channel", "webhooks", "outcome", "rejected")
					.timer()
					.count()).isEqualTo(1);
			});
	}

	@Test
	void listenersOfTheApplicationJoin() {
		this.runner.withBean(Told.class).run((context) -> {
			context.getBean(Deliveries.class).failed("webhooks", "a.test", new ConnectException());
			assertThat(context.getBean(Told.class).failures).extracting(DeliveryFailure::reason)
				.containsExactly("econnrefused");
		});
	}

	/**
	 * Told of a mail that failed, it sends one, which fails too.
	 */
	@Test
	void aListenerMaySendMails() {
		this.runner.withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
			.withPropertyValues("spring.mail.host=localhost", "spring.mail.port=1")
			.withBean(Told.class)
			.withBean(Telling.class)
			.run((context) -> {
				assertThat(context.getBean(ObservedDeliveries.class).channels().all()).containsExactly("mail");
				MailSender sender = context.getBean(MailSender.class);
				assertThatExceptionOfType(MailException.class).isThrownBy(() -> sender.send(new SimpleMailMessage()));
				assertThat(context.getBean(Telling.class).tried).isOne();
				assertThat(context.getBean(Told.class).failures).hasSize(1);
			});
	}

	@ParameterizedTest
	@CsvSource({ "monitor.deliveries.channels=web hooks, monitor.deliveries.channels, is not the name of a channel",
			"monitor.deliveries.clients.partner=web hooks, monitor.deliveries.clients.partner, is not the name of a channel",
			"monitor.deliveries.unreachable-after=5s, monitor.deliveries.unreachable-after, is not between 1m and 365d",
			"monitor.deliveries.unreachable-after=366d, monitor.deliveries.unreachable-after, is not between 1m and 365d",
			"monitor.deliveries.channels=a;b;c;d;e;f;g;h;i;j;k;l;m;n;o;p;q;r;s;t;u, monitor.deliveries.channels, is one channel too many" })
	void badPropertiesStopTheStart(String value, String property, String problem) {
		this.runner.withPropertyValues(value.replace(';', ','))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("'" + property + "'")
				.hasMessageContaining(problem));
	}

	@Test
	void aGroupStopsTheStartIfThereIsNoHttpService() {
		this.runner.withPropertyValues("monitor.deliveries.clients.partner=hooks")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("'monitor.deliveries.clients.partner'")
				.hasMessageContaining("names no group of HTTP services"));
	}

	static final class Told implements DeliveryListener {

		private final List<DeliveryFailure> failures = new ArrayList<>();

		@Override
		public void attempted(String channel, String host, Duration duration, @Nullable String reason) {
			throw new IllegalStateException("A listener must harm nobody");
		}

		@Override
		public void failed(DeliveryFailure failure) {
			this.failures.add(failure);
		}

	}

	static final class Telling implements DeliveryListener {

		private final MailSender sender;

		private int tried;

		Telling(MailSender sender, Deliveries deliveries) {
			this.sender = sender;
			assertThat(deliveries).isNotNull();
		}

		@Override
		public void failed(DeliveryFailure failure) {
			this.tried++;
			this.sender.send(new SimpleMailMessage());
		}

	}

}
