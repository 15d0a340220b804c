package dev.monitor.http.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.monitor.http.ParkedRequest;
import dev.monitor.http.RequestsInFlight;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ActiveRequestsMetrics}.
 */
class ActiveRequestsMetricsTests {

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE);

	private final RequestsInFlight requests = new RequestsInFlight(this.now::get);

	private final MeterRegistry registry = new SimpleMeterRegistry();

	ActiveRequestsMetricsTests() {
		new ActiveRequestsMetrics(() -> this.requests, () -> (path) -> false, this.now::get).bindTo(this.registry);
	}

	@Test
	void aRouteHasItsSeriesFromTheSecondReadingOn() {
		ParkedRequest request = new ParkedRequest("/orders/{id}");
		this.requests.begin(request);
		this.requests.begin(new ParkedRequest(null));
		assertThat(read("UNKNOWN")).isEqualTo(1);
		assertThat(read("/orders/{id}")).isEqualTo(1);
		this.requests.end(request);
		assertThat(read("/orders/{id}")).as("within a second").isEqualTo(1);
		this.now.addAndGet(TimeUnit.SECONDS.toNanos(1));
		assertThat(read("/orders/{id}")).isZero();
	}

	@Test
	void fiftyRoutesHaveSeriesAndTheRestHasOne() {
		for (int i = 0; i < 80; i++) {
			this.requests.begin(new ParkedRequest("/" + i));
		}
		read("UNKNOWN");
		assertThat(this.registry.get("monitor.requests.active").gauges()).hasSize(52);
		assertThat(read("other")).isEqualTo(30);
		assertThat(this.registry.get("monitor.requests.active").gauges().stream().mapToDouble(Gauge::value).sum())
			.isEqualTo(80);
	}

	@Test
	void withoutRequestsThereIsNoMeter() {
		MeterRegistry other = new SimpleMeterRegistry();
		new ActiveRequestsMetrics(() -> null, () -> (path) -> false, this.now::get).bindTo(other);
		assertThat(other.getMeters()).isEmpty();
	}

	private double read(String uri) {
		return this.registry.get("monitor.requests.active").tag("uri", uri).gauge().value();
	}

}
