package dev.monitor.scrape.metrics;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.monitor.guard.AccessGuard;
import dev.monitor.guard.AccessRequest;
import dev.monitor.guard.LoopbackRule;
import dev.monitor.http.Caller;
import dev.monitor.scrape.ScrapeGuard;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScrapeMetricsTests {

	private final AccessGuard guard = ScrapeGuard.create(new LoopbackRule(), null, Clock.systemUTC(), () -> 0);

	private final ScrapeMetrics metrics = new ScrapeMetrics(this.guard, List.of("text", "openmetrics"));

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void everyReasonIsThereFromTheStart() {
		this.metrics.bindTo(this.registry);
		assertThat(this.registry.get("monitor.metrics.auth.failures").functionCounters())
			.allSatisfy((counter) -> assertThat(counter.count()).isZero())
			.extracting((counter) -> counter.getId().getTag("reason"))
			.containsExactlyInAnyOrder("missing", "malformed", "invalid", "expired", "not_loopback",
					"insufficient_scope", "unverifiable", "limited");
	}

	@Test
	void refusalsAreCountedByReason() {
		this.metrics.bindTo(this.registry);
		this.guard
			.judge(new AccessRequest("GET", new Caller("192.0.2.7", "192.0.2.1", "localhost", false, false), List.of()))
			.conclude();
		this.guard
			.judge(new AccessRequest("GET", new Caller("127.0.0.1", "127.0.0.1", "localhost", false, false), List.of()))
			.conclude();
		assertThat(counter("not_loopback").count()).isEqualTo(1);
		assertThat(counter("missing").count()).isZero();
	}

	@Test
	void timeAndSizeOfEachFormatAreThereFromTheStart() {
		this.metrics.bindTo(this.registry);
		assertThat(this.registry.get("monitor.metrics.scrape").timers())
			.allSatisfy((timer) -> assertThat(timer.count()).isZero())
			.extracting((timer) -> timer.getId().getTag("format"))
			.containsExactlyInAnyOrder("text", "openmetrics");
		this.metrics.rendered("text", 5_000_000, 1000);
		this.metrics.rendered("unheard-of", 1, 1);
		assertThat(this.registry.get("monitor.metrics.scrape")
			.tag("format", "text")
			.timer()
			.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(5);
		DistributionSummary size = this.registry.get("monitor.metrics.scrape.bytes").tag("format", "text").summary();
		assertThat(size.totalAmount()).isEqualTo(1000);
		assertThat(size.getId().getBaseUnit()).isEqualTo("bytes");
	}

	private FunctionCounter counter(String reason) {
		return this.registry.get("monitor.metrics.auth.failures").tag("reason", reason).functionCounter();
	}

}
