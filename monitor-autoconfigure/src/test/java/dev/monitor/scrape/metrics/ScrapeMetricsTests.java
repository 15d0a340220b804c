package dev.monitor.scrape.metrics;

import java.util.List;

import dev.monitor.request.Caller;
import dev.monitor.scrape.LoopbackRule;
import dev.monitor.scrape.RefusalHint;
import dev.monitor.scrape.ScrapeGuard;
import dev.monitor.scrape.ScrapeRequest;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScrapeMetricsTests {

	private final ScrapeGuard guard = new ScrapeGuard(new LoopbackRule(), new RefusalHint(() -> 0));

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void everyReasonIsThereFromTheStart() {
		new ScrapeMetrics(this.guard).bindTo(this.registry);
		assertThat(this.registry.get("monitor.metrics.auth.failures").functionCounters())
			.allSatisfy((counter) -> assertThat(counter.count()).isZero())
			.extracting((counter) -> counter.getId().getTag("reason"))
			.containsExactlyInAnyOrder("missing", "malformed", "invalid", "expired", "not_loopback");
	}

	@Test
	void refusalsAreCountedByReason() {
		new ScrapeMetrics(this.guard).bindTo(this.registry);
		this.guard
			.decide(new ScrapeRequest("GET", new Caller("192.0.2.7", "192.0.2.1", "localhost", false), List.of()));
		this.guard
			.decide(new ScrapeRequest("GET", new Caller("127.0.0.1", "127.0.0.1", "localhost", false), List.of()));
		assertThat(counter("not_loopback").count()).isEqualTo(1);
		assertThat(counter("missing").count()).isZero();
	}

	private FunctionCounter counter(String reason) {
		return this.registry.get("monitor.metrics.auth.failures").tag("reason", reason).functionCounter();
	}

}
