package dev.monitor.delivery.metrics;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.monitor.delivery.Channels;
import dev.monitor.delivery.DeliveryRejectedException;
import dev.monitor.delivery.DeliveryStatusException;
import dev.monitor.delivery.FailingHosts;
import dev.monitor.delivery.ObservedDeliveries;
import dev.monitor.delivery.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DeliveryMetricsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final Channels channels = new Channels();

	private final ObservedDeliveries deliveries = new ObservedDeliveries(this.channels,
			new FailingHosts(Clock.systemUTC()), List.of((host) -> !host.equals("gone.test")), System::nanoTime);

	@Test
	void allMetersOfAChannelAreThereFromItsFirstUse() {
		this.channels.use("webhooks");
		new DeliveryMetrics(this.deliveries).bindTo(this.registry);
		assertThat(this.registry.find("monitor.delivery.failed").tag("channel", "webhooks").counters())
			.hasSize(Reason.all().size())
			.allMatch((counter) -> counter.count() == 0);
		assertThat(this.registry.find("monitor.delivery").timers()).hasSize(3);
		this.deliveries.attempt("mail", "a.test", () -> "");
		assertThat(this.registry.find("monitor.delivery.failed").tag("channel", "mail").counters())
			.hasSize(Reason.all().size());
	}

	@Test
	void attemptsAndFinalFailuresAreCounted() {
		new DeliveryMetrics(this.deliveries).bindTo(this.registry);
		this.deliveries.attempt("webhooks", "a.test", () -> "");
		assertThatExceptionOfType(DeliveryStatusException.class)
			.isThrownBy(() -> this.deliveries.attempt("webhooks", "https://a.test/secret", () -> {
				throw new DeliveryStatusException(410);
			}));
		assertThatExceptionOfType(DeliveryRejectedException.class)
			.isThrownBy(() -> this.deliveries.attempt("webhooks", "gone.test", () -> ""))
			.satisfies((rejected) -> this.deliveries.failed("webhooks", "gone.test", rejected));
		this.deliveries.failed("webhooks", "https://a.test/secret", new DeliveryStatusException(410));
		assertThat(attempts("success").count()).isEqualTo(1);
		assertThat(attempts("failure").count()).isEqualTo(1);
		assertThat(attempts("failure").totalTime(TimeUnit.NANOSECONDS)).isPositive();
		assertThat(attempts("rejected").count()).isEqualTo(1);
		assertThat(failed("http_410")).isEqualTo(1);
		assertThat(failed("rejected")).isEqualTo(1);
		assertThat(this.registry.getMeters()).extracting(Meter::getId)
			.flatExtracting(Meter.Id::getTags)
			.noneMatch((tag) -> tag.getValue().contains("a.test"));
	}

	@Test
	void aSecondRegistryHasThemToo() {
		DeliveryMetrics metrics = new DeliveryMetrics(this.deliveries);
		metrics.bindTo(this.registry);
		this.deliveries.attempt("webhooks", "a.test", () -> "");
		SimpleMeterRegistry second = new SimpleMeterRegistry();
		metrics.bindTo(second);
		this.deliveries.attempt("webhooks", "a.test", () -> "");
		assertThat(attempts("success").count()).isEqualTo(2);
		assertThat(second.get("monitor.delivery").tag("outcome", "success").timer().count()).isEqualTo(1);
	}

	private Timer attempts(String outcome) {
		return this.registry.get("monitor.delivery").tags("channel", "webhooks", "outcome", outcome).timer();
	}

	private double failed(String reason) {
		Counter counter = this.registry.get("monitor.delivery.failed")
			.tags("channel", "webhooks", "reason", reason)
			.counter();
		return counter.count();
	}

}
