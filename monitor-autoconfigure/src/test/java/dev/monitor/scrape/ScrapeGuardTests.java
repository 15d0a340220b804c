package dev.monitor.scrape;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ScrapeGuardTests {

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

	private final ScrapeGuard guard = new ScrapeGuard(new LoopbackRule(), new RefusalHint(this.nanos::get));

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD" })
	void readsAreLeftToTheRule(String method) {
		assertThat(this.guard.decide(ScrapeRequests.method(method))).isEqualTo(Decision.ADMITTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "get", "" })
	void otherMethodsAreRefusedWhoeverAsks(String method) {
		assertThat(this.guard.decide(ScrapeRequests.method(method))).isEqualTo(Decision.WRONG_METHOD);
	}

	@Test
	void decisionsAreCounted() {
		this.guard.decide(ScrapeRequests.local());
		this.guard.decide(ScrapeRequests.remote());
		this.guard.decide(ScrapeRequests.remote());
		assertThat(this.guard.count(Decision.ADMITTED)).isEqualTo(1);
		assertThat(this.guard.count(Decision.NOT_LOOPBACK)).isEqualTo(2);
		assertThat(this.guard.count(Decision.INVALID_TOKEN)).isZero();
	}

	@Test
	void refusalForWantOfATokenIsExplainedOnceAnHour(CapturedOutput output) {
		String hint = "Refused to serve metrics to 192.0.2.7:";
		this.guard.decide(ScrapeRequests.local());
		assertThat(output).doesNotContain("Refused to serve metrics");
		this.guard.decide(ScrapeRequests.remote("Bearer secret"));
		assertThat(output).containsOnlyOnce(hint)
			.contains("monitor.metrics.tokens.<name>.hash")
			.doesNotContain("secret");
		this.nanos.addAndGet(Duration.ofHours(1).toNanos() - 1);
		this.guard.decide(ScrapeRequests.remote());
		assertThat(output).containsOnlyOnce(hint);
		this.nanos.addAndGet(1);
		this.guard.decide(ScrapeRequests.remote());
		assertThat(output.getOut().split(hint, -1)).hasSize(3);
	}

	@Test
	void badTokenIsNotExplained(CapturedOutput output) {
		ScrapeGuard strict = new ScrapeGuard((request) -> Decision.INVALID_TOKEN, new RefusalHint(this.nanos::get));
		strict.decide(ScrapeRequests.remote("Bearer secret"));
		assertThat(output).doesNotContain("Refused to serve metrics");
	}

}
