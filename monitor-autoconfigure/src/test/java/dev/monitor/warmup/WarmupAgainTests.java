package dev.monitor.warmup;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.monitor.CapturedLog;
import dev.monitor.FakeClock;
import dev.monitor.failure.Listeners;
import dev.monitor.status.Action;
import dev.monitor.status.ActionPrompt;
import dev.monitor.status.ActionResult;
import dev.monitor.status.ActionResult.Outcome;
import dev.monitor.warmup.Warmup.Start;
import dev.monitor.warmup.WarmupReport.State;
import dev.monitor.warmup.WarmupSettings.OnFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tasks that are run on request.
 */
class WarmupAgainTests {

	private final Task first = new Task("first");

	private final Task second = new Task("second");

	private final FakeClock clock = new FakeClock();

	private Warmup warmup = warmup(true, OnFailure.CLOSED);

	private WarmupGate gate = new WarmupGate(this.warmup);

	@AfterEach
	void stop() {
		this.first.mayEnd.countDown();
		this.second.mayEnd.countDown();
		this.warmup.stop();
	}

	@Test
	void beforeTheFirstRunThereIsNothingToRepeat() {
		assertThat(this.warmup.runAll()).isEqualTo(Start.BUSY);
		assertThat(this.warmup.run("first")).isEqualTo(Start.BUSY);
		assertThat(this.warmup.run("other")).isEqualTo(Start.UNKNOWN_TASK);
	}

	@Test
	void theGateClosesAtOnceAndOpensWhenAllAreDone() {
		startAndFinish();
		this.first.mayEnd = new CountDownLatch(1);
		assertThat(this.warmup.runAll()).isEqualTo(Start.STARTED);
		assertThat(this.gate.verdict().open()).isFalse();
		assertThat(this.warmup.runAll()).isEqualTo(Start.BUSY);
		assertThat(this.warmup.run("second")).isEqualTo(Start.BUSY);
		this.first.mayEnd.countDown();
		await().until(() -> this.gate.verdict().open());
		assertThat(this.first.runs).hasValue(2);
		assertThat(this.second.runs).hasValue(2);
	}

	@Test
	void theGateIsClosedOnRequestOnceInThirtySeconds() {
		startAndFinish();
		assertThat(this.warmup.run("second")).isEqualTo(Start.STARTED);
		awaitIdle();
		this.clock.advance(Duration.ofMillis(29_999));
		assertThat(this.warmup.run("first")).isEqualTo(Start.TOO_SOON);
		assertThat(this.warmup.runAll()).isEqualTo(Start.TOO_SOON);
		assertThat(this.warmup.run("other")).isEqualTo(Start.UNKNOWN_TASK);
		assertThat(this.gate.verdict().open()).isTrue();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.warmup.runAll()).isEqualTo(Start.STARTED);
		assertThat(this.warmup.runAll()).isEqualTo(Start.BUSY);
		awaitIdle();
		assertThat(this.first.runs).hasValue(2);
		assertThat(this.second.runs).hasValue(3);
	}

	@Test
	void oneTaskIsRunAlone() {
		startAndFinish();
		assertThat(this.warmup.run("second")).isEqualTo(Start.STARTED);
		awaitIdle();
		assertThat(this.gate.verdict().open()).isTrue();
		assertThat(this.first.runs).hasValue(1);
		assertThat(this.second.runs).hasValue(2);
	}

	@Test
	void oneGoodTaskDoesNotMakeUpForAnother() {
		this.first.failure = new IllegalStateException("no");
		startAndFinish();
		assertThat(this.warmup.run("second")).isEqualTo(Start.STARTED);
		awaitIdle();
		assertThat(this.warmup.report().state()).isEqualTo(State.FAILED_CLOSED);
		this.first.failure = null;
		this.clock.advance(Duration.ofSeconds(30));
		assertThat(this.warmup.run("first")).isEqualTo(Start.STARTED);
		awaitIdle();
		assertThat(this.gate.verdict().open()).isTrue();
	}

	@Test
	void withoutAutoTheGateClosesOnlyForWhatIsAskedFor() {
		this.warmup = warmup(false, OnFailure.CLOSED);
		this.gate = new WarmupGate(this.warmup);
		this.warmup.start();
		assertThat(this.gate.verdict().open()).isTrue();
		this.first.mayEnd = new CountDownLatch(1);
		assertThat(this.warmup.run("first")).isEqualTo(Start.STARTED);
		assertThat(this.gate.verdict().open()).isFalse();
		this.first.mayEnd.countDown();
		await().until(() -> this.gate.verdict().open());
		assertThat(this.second.runs).hasValue(0);
	}

	@Test
	void aTaskThatHasOutlivedItsTimeIsNotRunTwiceAtOnce() {
		this.warmup = new Warmup(List.of(this.first), new WarmupSettings(true, Duration.ofSeconds(1), OnFailure.OPEN,
				Duration.ofMillis(1), Duration.ofMillis(1)), Clock.systemUTC(), new Listeners<>(List.of()));
		this.first.mayEnd = new CountDownLatch(1);
		this.first.stubborn = true;
		this.warmup.start();
		await().until(() -> this.warmup.report().state() == State.FAILED_OPEN);
		assertThat(this.warmup.runAll()).isEqualTo(Start.BUSY);
		this.first.mayEnd.countDown();
		await().until(() -> this.warmup.runAll() == Start.STARTED);
	}

	@Test
	void whatIsStoppedRunsNoMore() {
		startAndFinish();
		this.warmup.stop();
		assertThat(this.warmup.runAll()).isEqualTo(Start.BUSY);
		assertThat(this.gate.verdict().open()).isTrue();
	}

	@Test
	void failuresAreToldWithoutCredentials() {
		this.first.failure = new IllegalStateException("no jdbc:postgresql://scott:tiger@db/orders");
		try (CapturedLog log = new CapturedLog("dev.monitor.warmup")) {
			startAndFinish();
			assertThat(this.gate.verdict().reason()).contains("first: IllegalStateException: no")
				.doesNotContain("tiger");
			assertThat(log.lines()).noneMatch((line) -> line.contains("tiger"))
				.anyMatch((line) -> line.startsWith("WARN Warmup task 'first' failed after "));
		}
	}

	@Test
	void anOperatorIsToldWhatComesOfIt() {
		Action action = this.warmup.actions().get(0);
		assertThat(action.act(""))
			.isEqualTo(ActionResult.refused("A warmup is not over yet, or the application stops."));
		startAndFinish();
		assertThat(this.warmup.section().rows()).extracting(action::target).containsExactly("first", "second");
		assertThat(action.prompt("second")).extracting(ActionPrompt::object).isEqualTo("Task 'second' of the warmup");
		assertThat(action.prompt("")).extracting(ActionPrompt::object).isEqualTo("All tasks of the warmup");
		assertThat(action.prompt("third")).isNull();
		assertThat(action.act("third").outcome()).isEqualTo(Outcome.UNKNOWN);
		assertThat(action.act("second").outcome()).isEqualTo(Outcome.DONE);
		awaitIdle();
		assertThat(this.first.runs).hasValue(1);
		assertThat(this.second.runs).hasValue(2);
		assertThat(action.act("")).isEqualTo(ActionResult.refused(Warmup.TOO_SOON));
	}

	private void startAndFinish() {
		this.warmup.start();
		awaitIdle();
	}

	private void awaitIdle() {
		await().until(() -> this.warmup.report().state() != State.RUNNING);
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().startsWith("monitor-warmup")));
	}

	private Warmup warmup(boolean auto, OnFailure onFailure) {
		return new Warmup(List.of(this.first, this.second),
				new WarmupSettings(auto, Duration.ofMinutes(1), onFailure, Duration.ofMillis(1), Duration.ofMillis(1)),
				this.clock, new Listeners<>(List.of()));
	}

	private static final class Task implements WarmupTask {

		private final String name;

		private final AtomicInteger runs = new AtomicInteger();

		private volatile CountDownLatch mayEnd = new CountDownLatch(0);

		private volatile boolean stubborn;

		private volatile @Nullable Exception failure;

		private Task(String name) {
			this.name = name;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public void run(WarmupProgress progress) throws Exception {
			this.runs.incrementAndGet();
			while (this.mayEnd.getCount() > 0) {
				try {
					this.mayEnd.await();
				}
				catch (InterruptedException ex) {
					if (!this.stubborn) {
						throw ex;
					}
				}
			}
			Exception toThrow = this.failure;
			if (toThrow != null) {
				throw toThrow;
			}
		}

	}

}
