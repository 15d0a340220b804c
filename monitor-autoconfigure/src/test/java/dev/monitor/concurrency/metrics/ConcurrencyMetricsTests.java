package dev.monitor.concurrency.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.concurrency.Decision;
import dev.monitor.concurrency.FakeTime;
import dev.monitor.concurrency.Mode;
import dev.monitor.concurrency.Permit;
import dev.monitor.concurrency.Priority;
import dev.monitor.concurrency.TestLimit;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConcurrencyMetricsTests {

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimit limit = TestLimit.enforcing(2, 2, this.time);

	private final ConcurrencyLimiter limiter = this.limit.limiter();

	private final List<Decision> decisions = new ArrayList<>();

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
		assertThat(this.limiter.acquire(0)).isEqualTo(Admission.WAIT_TIMEOUT);
		assertThat(gauge("active")).isEqualTo(2);
		assertThat(gauge("saturated")).isEqualTo(1);
	}

	@Test
	void withPrioritiesTheSameMetersAreThereForEachAndNoneWithoutTheTag() {
		ConcurrencyLimit ranked = TestLimit.ranked(Mode.ENFORCE, 1, 1, this.time);
		new ConcurrencyMetrics(ranked, 503).bindTo(this.registry);
		assertThat(ranked.level(Priority.BULK).enter(ConcurrencyLimit.NO_DEADLINE).admission())
			.isEqualTo(Admission.ADMITTED);
		ranked.level(Priority.LOW).enter(ConcurrencyLimit.NO_DEADLINE, this.decisions::add);
		this.time.passMillis(20);
		ranked.level(Priority.NORMAL).enter(ConcurrencyLimit.NO_DEADLINE, this.decisions::add);
		for (String name : List.of("active", "waiting", "rejected", "wait")) {
			assertThat(this.registry.find("monitor.concurrency." + name).meters()).as(name)
				.isNotEmpty()
				.allMatch((meter) -> meter.getId().getTag("priority") != null);
		}
		assertThat(this.registry.get("monitor.concurrency.active").tag("priority", "bulk").gauge().value())
			.isEqualTo(1);
		assertThat(this.registry.get("monitor.concurrency.waiting").tag("priority", "normal").gauge().value())
			.isEqualTo(1);
		assertThat(this.registry.get("monitor.concurrency.rejected")
			.tag("priority", "low")
			.tag("reason", "displaced")
			.functionCounter()
			.count()).isEqualTo(1);
		assertThat(this.registry.find("monitor.concurrency.rejected").functionCounters()).hasSize(4 * 5);
		assertThat(this.registry.get("monitor.concurrency.wait")
			.tag("priority", "low")
			.tag("outcome", "rejected")
			.timer()
			.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(20);
		assertThat(this.registry.get("monitor.concurrency.limit").gauges()).hasSize(1);
	}

	@Test
	void withoutPrioritiesNothingIsDisplaced() {
		bind();
		assertThat(this.registry.find("monitor.concurrency.rejected").functionCounters()).hasSize(4)
			.allMatch((counter) -> counter.getId().getTag("priority") == null);
	}

	@Test
	void oldestIsInSeconds() {
		bind();
		assertThat(gauge("oldest")).isZero();
		assertThat(this.limit.enter(ConcurrencyLimit.NO_DEADLINE).admission()).isEqualTo(Admission.ADMITTED);
		this.time.passMillis(1500);
		assertThat(gauge("oldest")).isEqualTo(1.5);
	}

	@Test
	void usedIsTheSumOfAllTimesAlsoOfThoseThatGoOnAndNeverFalls() {
		bind();
		Permit first = TestLimit.permit(this.limit.enter(ConcurrencyLimit.NO_DEADLINE));
		this.time.passMillis(500);
		Permit second = TestLimit.permit(this.limit.enter(ConcurrencyLimit.NO_DEADLINE));
		this.time.passMillis(1000);
		assertThat(used()).isEqualTo(2.5);
		first.complete(false);
		first.release();
		assertThat(used()).isEqualTo(2.5);
		this.time.passMillis(250);
		second.release();
		this.time.passMillis(60_000);
		assertThat(used()).isEqualTo(2.75);
	}

	@Test
	void inADryRunRequestsThatWouldHaveBeenRejectedAreInServiceToo() {
		ConcurrencyLimit observing = TestLimit.observing(1, 0, this.time);
		new ConcurrencyMetrics(observing, 503).bindTo(this.registry);
		Permit first = TestLimit.permit(observing.enter(ConcurrencyLimit.NO_DEADLINE));
		Permit second = TestLimit.permit(observing.enter(ConcurrencyLimit.NO_DEADLINE));
		this.time.passMillis(1000);
		second.release();
		first.release();
		assertThat(used()).isEqualTo(2);
		assertThat(gauge("active.max")).isEqualTo(1);
	}

	@Test
	void aBurstBetweenTwoScrapesAndOneThatEndsAreSeen() {
		bind();
		Permit first = TestLimit.permit(this.limit.enter(ConcurrencyLimit.NO_DEADLINE));
		Permit second = TestLimit.permit(this.limit.enter(ConcurrencyLimit.NO_DEADLINE));
		this.time.passMillis(300_000);
		assertThat(gauge("active.max")).as("both go on").isEqualTo(2);
		second.release();
		first.release();
		assertThat(gauge("active")).isZero();
		this.time.passMillis(59_000);
		assertThat(gauge("active.max")).isEqualTo(2);
		this.time.passMillis(11_000);
		assertThat(gauge("active.max")).isZero();
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
		this.limit.enter(0);
		assertThat(this.registry.get("monitor.concurrency.rejected").tag("status", "503").functionCounters())
			.hasSize(4);
		assertThat(this.registry.get("monitor.concurrency.rejected").tag("reason", "deadline").functionCounter())
			.satisfies((counter) -> assertThat(counter.count()).isEqualTo(1));
	}

	@Test
	void waitsAreTimedByOutcomeInEveryRegistry() {
		SimpleMeterRegistry second = new SimpleMeterRegistry();
		bind();
		new ConcurrencyMetrics(this.limit, 503).bindTo(second);
		Permit first = TestLimit.permit(this.limit.enter(ConcurrencyLimit.NO_DEADLINE));
		this.limit.enter(ConcurrencyLimit.NO_DEADLINE);
		this.limit.enter(ConcurrencyLimit.NO_DEADLINE, this.decisions::add);
		this.time.passMillis(20);
		first.release();
		this.limit.enter(TimeUnit.MILLISECONDS.toNanos(30), this.decisions::add);
		this.time.passMillis(30);
		this.limit.dismissOverdue();
		this.limit.enter(ConcurrencyLimit.NO_DEADLINE, this.decisions::add);
		this.time.passMillis(40);
		this.limit.close();
		assertThat(this.decisions).extracting(Decision::admission)
			.containsExactly(Admission.ADMITTED, Admission.DEADLINE, Admission.SHUTDOWN);
		for (SimpleMeterRegistry each : new SimpleMeterRegistry[] { this.registry, second }) {
			assertThat(each.get("monitor.concurrency.wait").tag("outcome", "admitted").timer())
				.satisfies((timer) -> assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(20));
			assertThat(each.get("monitor.concurrency.wait").tag("outcome", "rejected").timer())
				.satisfies((timer) -> assertThat(timer.count()).isEqualTo(2))
				.satisfies((timer) -> assertThat(timer.max(TimeUnit.MILLISECONDS)).isEqualTo(40));
		}
	}

	private void bind() {
		new ConcurrencyMetrics(this.limit, 503).bindTo(this.registry);
	}

	private double used() {
		return this.registry.get("monitor.concurrency.used").functionCounter().count();
	}

	private double gauge(String name) {
		return this.registry.get("monitor.concurrency." + name).gauge().value();
	}

}
