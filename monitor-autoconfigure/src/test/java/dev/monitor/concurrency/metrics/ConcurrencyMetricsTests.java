package dev.monitor.concurrency.metrics;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.concurrency.FakeTime;
import dev.monitor.concurrency.Mode;
import dev.monitor.concurrency.OldestRequest;
import dev.monitor.concurrency.Permits;
import dev.monitor.concurrency.QueueOrder;
import dev.monitor.concurrency.Rejections;
import dev.monitor.concurrency.WaitListener;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConcurrencyMetricsTests {

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(2, 0, QueueOrder.FIFO, this.time::nanoTime);

	private final Permits permits = new Permits(this.limiter, Duration.ZERO, WaitListener.NONE, this.time::nanoTime);

	private final Rejections rejections = new Rejections(this.limiter, Mode.ENFORCE, this.time::nanoTime);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void gaugesFollowTheLimiter() throws InterruptedException {
		bind();
		assertThat(gauge("limit")).isEqualTo(2);
		assertThat(gauge("active")).isZero();
		assertThat(gauge("waiting")).isZero();
		assertThat(gauge("saturated")).isZero();
		assertThat(this.limiter.tryAcquire()).isTrue();
		assertThat(this.limiter.tryAcquire()).isTrue();
		assertThat(this.limiter.acquire(0)).isEqualTo(Admission.QUEUE_FULL);
		assertThat(gauge("active")).isEqualTo(2);
		assertThat(gauge("saturated")).isEqualTo(1);
	}

	@Test
	void oldestIsInSeconds() {
		bind();
		assertThat(gauge("oldest")).isZero();
		assertThat(this.permits.enter()).isEqualTo(Admission.ADMITTED);
		this.permits.issue();
		this.time.passMillis(1500);
		assertThat(gauge("oldest")).isEqualTo(1.5);
	}

	@Test
	void rejectionsAreCountedForEveryReasonFromZero() {
		bind();
		assertThat(this.registry.get("monitor.concurrency.rejected").functionCounters())
			.allSatisfy((counter) -> assertThat(counter.count()).isZero())
			.extracting((counter) -> counter.getId().getTags())
			.extracting((tags) -> tags.stream()
				.filter((tag) -> tag.getKey().equals("reason"))
				.map(Tag::getValue)
				.toList()
				.get(0))
			.containsExactlyInAnyOrder("queue_full", "wait_timeout", "deadline", "shutdown");
		this.rejections.count(Admission.WAIT_TIMEOUT);
		assertThat(this.registry.get("monitor.concurrency.rejected").tag("reason", "wait_timeout").functionCounter())
			.satisfies((counter) -> assertThat(counter.count()).isEqualTo(1));
	}

	@Test
	void waitsAreTimedByOutcomeInEveryRegistry() {
		SimpleMeterRegistry second = new SimpleMeterRegistry();
		WaitTimers timers = new WaitTimers(Mode.ENFORCE);
		timers.waited(Admission.ADMITTED, 1);
		timers.bindTo(this.registry);
		timers.bindTo(second);
		timers.waited(Admission.ADMITTED, TimeUnit.MILLISECONDS.toNanos(20));
		timers.waited(Admission.WAIT_TIMEOUT, TimeUnit.MILLISECONDS.toNanos(30));
		timers.waited(Admission.SHUTDOWN, TimeUnit.MILLISECONDS.toNanos(40));
		for (SimpleMeterRegistry each : new SimpleMeterRegistry[] { this.registry, second }) {
			assertThat(each.get("monitor.concurrency.wait").tag("outcome", "admitted").timer())
				.satisfies((timer) -> assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(20));
			assertThat(each.get("monitor.concurrency.wait").tag("outcome", "rejected").timer())
				.satisfies((timer) -> assertThat(timer.count()).isEqualTo(2))
				.satisfies((timer) -> assertThat(timer.max(TimeUnit.MILLISECONDS)).isEqualTo(40));
		}
	}

	private void bind() {
		new ConcurrencyMetrics(this.limiter, new OldestRequest(this.permits, this.time::nanoTime), this.rejections,
				Mode.ENFORCE)
			.bindTo(this.registry);
	}

	private double gauge(String name) {
		return this.registry.get("monitor.concurrency." + name).gauge().value();
	}

}
