package dev.monitor.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

import dev.monitor.check.CheckResult.Outcome;
import dev.monitor.check.CheckState.Status;
import dev.monitor.dependency.DependencyGate;
import org.junit.jupiter.api.Test;

import static dev.monitor.check.ScriptedProbe.fail;
import static dev.monitor.check.ScriptedProbe.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Time is in the test's hand: no thread and no second passes unasked.
 */
class ChecksTests {

	private static final CheckSchedule SCHEDULE = CheckSchedule.DEFAULT;

	private final HandDriven hand = new HandDriven();

	private final Recording recording = new Recording();

	@Test
	void checksAtOnceAndThenEachInterval() {
		ScriptedProbe check = ScriptedProbe.required("stock", ok());
		start(check);
		assertThat(check.runs()).isZero();
		advance(0);
		assertThat(check.runs()).isEqualTo(1);
		advance(9);
		assertThat(check.runs()).isEqualTo(1);
		advance(1);
		assertThat(check.runs()).isEqualTo(2);
		advance(100);
		assertThat(check.runs()).isEqualTo(12);
	}

	@Test
	void checksMoreOftenAfterAFailureAndWhileDown() {
		ScriptedProbe check = ScriptedProbe.required("stock", ok(), fail("a"), fail("b"), fail("c"), fail("d"), ok());
		start(check);
		advance(100);
		assertThat(this.recording.times()).startsWith(0, 10, 15, 20, 25, 30, 40, 50);
		assertThat(this.recording.changes).containsExactly("UNKNOWN-UP@0", "UP-DOWN@20", "DOWN-UP@30");
	}

	@Test
	void jitterOnlyStretchesAndAtMostByATenth() {
		ScriptedProbe check = ScriptedProbe.required("stock", ok());
		Check dependency = this.hand.dependency(check, SCHEDULE);
		Checks monitor = new Checks(HandDriven.KIND, List.of(dependency), this.hand, () -> 1);
		monitor.addListener(this.recording);
		monitor.start();
		advance(40);
		assertThat(this.recording.times()).containsExactly(0, 11, 22, 33);
	}

	@Test
	void failureOfAnyKindIsAResult() {
		Check dependency = start(ScriptedProbe.required("stock", () -> {
			throw new AssertionError("odd");
		}));
		advance(0);
		assertThat(dependency.state().status()).isEqualTo(Status.DOWN);
		assertThat(dependency.state().reason()).isEqualTo("AssertionError: odd");
		advance(5);
		assertThat(dependency.state().consecutiveFailures()).isEqualTo(2);
	}

	@Test
	void checkThatTakesTooLongIsInterruptedAndATimeout() {
		List<Boolean> interrupted = new ArrayList<>();
		Check dependency = start(ScriptedProbe.required("stock", () -> {
			this.hand.advance(Duration.ofSeconds(2));
			interrupted.add(Thread.interrupted());
			throw new InterruptedException();
		}, ok()));
		advance(0);
		assertThat(interrupted).containsExactly(true);
		assertThat(this.recording.results).extracting(CheckResult::outcome).containsExactly(Outcome.TIMEOUT);
		assertThat(dependency.state().reason()).isEqualTo("no answer within 2s");
		assertThat(dependency.state().lastResult()).extracting(CheckResult::duration).isEqualTo(Duration.ofSeconds(2));
		advance(5);
		assertThat(dependency.state().isUp()).isTrue();
		assertThat(this.recording.times()).containsExactly(2, 7);
	}

	@Test
	void answerAfterTheDeadlineCountsForNothing() {
		Check dependency = start(ScriptedProbe.required("stock", () -> {
			this.hand.advance(Duration.ofSeconds(3));
			Thread.interrupted();
		}, fail("HTTP 500")));
		advance(0);
		assertThat(this.recording.results).extracting(CheckResult::outcome).containsExactly(Outcome.TIMEOUT);
		assertThat(dependency.state().isUp()).isFalse();
	}

	@Test
	void eachDueTimeOfACheckThatHangsIsOneMoreTimeoutAndNoSecondCheck() {
		ScriptedProbe check = ScriptedProbe.required("stock", ok(), () -> {
			this.hand.advance(Duration.ofSeconds(60));
			Thread.interrupted();
		}, ok());
		Check dependency = start(check);
		advance(10);
		assertThat(check.runs()).isEqualTo(2);
		assertThat(this.recording.times()).startsWith(0, 12, 17, 22, 27);
		assertThat(this.recording.results.subList(1, 5)).extracting(CheckResult::outcome).containsOnly(Outcome.TIMEOUT);
		assertThat(this.recording.changes).containsExactly("UNKNOWN-UP@0", "UP-DOWN@22");
		assertThat(dependency.state().reason()).isEqualTo("check hangs for 57s");
		advance(5);
		assertThat(check.runs()).isEqualTo(3);
		assertThat(dependency.state().isUp()).isTrue();
	}

	@Test
	void hangingDependencyIsDownWithinTheBound() {
		start(ScriptedProbe.required("stock", ok(), () -> {
			this.hand.advance(Duration.ofSeconds(2));
			Thread.interrupted();
		}));
		advance(60);
		long bound = 10 + 2 * 5 + 3 * 2;
		assertThat(this.recording.changes).containsExactly("UNKNOWN-UP@0", "UP-DOWN@" + bound);
	}

	@Test
	void threadThatCannotStartIsAFailureAndTheNextTurnComes() {
		List<String> launches = new ArrayList<>();
		Check dependency = this.hand.dependency(ScriptedProbe.required("stock", ok()), SCHEDULE);
		CheckThreads threads = new CheckThreads() {

			@Override
			public ScheduledExecutorService newScheduler() {
				return ChecksTests.this.hand.newScheduler();
			}

			@Override
			public void launch(String name, Runnable check) {
				launches.add(name);
				if (launches.size() == 1) {
					throw new OutOfMemoryError("unable to create native thread");
				}
				check.run();
			}

		};
		new Checks(HandDriven.KIND, List.of(dependency), threads, () -> 0).start();
		advance(0);
		assertThat(dependency.state().reason()).isEqualTo("OutOfMemoryError: unable to create native thread");
		advance(5);
		assertThat(dependency.state().isUp()).isTrue();
		assertThat(launches).containsExactly("stock", "stock");
	}

	@Test
	void checkGoesOnAfterItsNextTurnCouldNotBePlanned() {
		ScriptedProbe check = ScriptedProbe.required("stock", ok());
		start(check);
		this.hand.refuseToSchedule(2);
		advance(0);
		advance(100);
		assertThat(check.runs()).isGreaterThan(5);
		this.hand.refuseToSchedule(1);
		advance(10);
		int runs = check.runs();
		advance(100);
		assertThat(check.runs()).isGreaterThan(runs + 5);
	}

	@Test
	void threadThatStartsAfterTheDeadlineDoesNotCheckAnyMore() {
		ScriptedProbe check = ScriptedProbe.required("stock", ok());
		Check dependency = start(check);
		this.hand.hold(true);
		advance(3);
		assertThat(dependency.state().reason()).isEqualTo("no answer within 2s");
		this.hand.hold(false);
		assertThat(check.runs()).isZero();
		advance(4);
		assertThat(check.runs()).isEqualTo(1);
		assertThat(dependency.state().isUp()).isTrue();
	}

	@Test
	void listenerThatFailsDisturbsNothing() {
		ScriptedProbe check = ScriptedProbe.required("stock", ok());
		Check dependency = this.hand.dependency(check, SCHEDULE);
		Checks monitor = this.hand.monitor(dependency);
		monitor.addListener(new CheckListener() {

			@Override
			public void onResult(String name, CheckResult result) {
				throw new AssertionError("odd");
			}

		});
		monitor.addListener(this.recording);
		monitor.start();
		advance(10);
		assertThat(check.runs()).isEqualTo(2);
		assertThat(dependency.state().isUp()).isTrue();
		assertThat(this.recording.results).hasSize(2);
	}

	@Test
	void readersCauseNoCheck() {
		ScriptedProbe check = ScriptedProbe.required("stock", ok());
		Check dependency = start(check);
		DependencyGate gate = new DependencyGate(List.of(dependency), this.hand.time());
		advance(0);
		for (int probe = 0; probe < 10_000; probe++) {
			assertThat(gate.verdict().open()).isTrue();
		}
		assertThat(check.runs()).isEqualTo(1);
	}

	@Test
	void nothingRunsAfterStopAndAllAgainAfterStart() {
		ScriptedProbe check = ScriptedProbe.required("stock", ok());
		Check dependency = this.hand.dependency(check, SCHEDULE);
		Checks monitor = this.hand.monitor(dependency);
		monitor.start();
		monitor.start();
		advance(0);
		monitor.stop();
		monitor.stop();
		assertThat(this.hand.tasks()).isZero();
		advance(60);
		assertThat(check.runs()).isEqualTo(1);
		monitor.start();
		assertThat(dependency.state().status()).isEqualTo(Status.UNKNOWN);
		advance(10);
		assertThat(check.runs()).isEqualTo(3);
		assertThat(dependency.state().isUp()).isTrue();
	}

	@Test
	void resultOfACheckThatWasStoppedCountsForNothing() {
		Check[] dependency = new Check[1];
		Checks[] monitor = new Checks[1];
		dependency[0] = this.hand.dependency(ScriptedProbe.required("stock", () -> {
			monitor[0].stop();
			assertThat(Thread.interrupted()).isTrue();
		}), SCHEDULE);
		monitor[0] = this.hand.monitor(dependency[0]);
		monitor[0].start();
		advance(0);
		assertThat(dependency[0].state().status()).isEqualTo(Status.UNKNOWN);
		assertThat(this.hand.tasks()).isZero();
	}

	@Test
	void checkThatOutlivesARestartIsNotJoinedByASecondOne() {
		Checks[] monitor = new Checks[1];
		ScriptedProbe check = ScriptedProbe.required("stock", () -> {
			monitor[0].stop();
			monitor[0].start();
			this.hand.advance(Duration.ofSeconds(7));
			Thread.interrupted();
		}, ok());
		Check dependency = this.hand.dependency(check, SCHEDULE);
		monitor[0] = this.hand.monitor(dependency);
		monitor[0].addListener(this.recording);
		monitor[0].start();
		advance(0);
		assertThat(check.runs()).isEqualTo(1);
		assertThat(this.recording.results).extracting(CheckResult::outcome)
			.containsExactly(Outcome.TIMEOUT, Outcome.TIMEOUT);
		advance(5);
		assertThat(check.runs()).isEqualTo(2);
		assertThat(dependency.state().isUp()).isTrue();
	}

	@Test
	void checkThatEndsSoonAfterARestartIsNoTimeout() {
		Checks[] monitor = new Checks[1];
		ScriptedProbe check = ScriptedProbe.required("stock", () -> {
			monitor[0].stop();
			monitor[0].start();
			this.hand.advance(Duration.ofSeconds(1));
			Thread.interrupted();
		}, ok());
		Check dependency = this.hand.dependency(check, SCHEDULE);
		monitor[0] = this.hand.monitor(dependency);
		monitor[0].addListener(this.recording);
		monitor[0].start();
		advance(2);
		assertThat(this.recording.changes).containsExactly("UNKNOWN-UP@1");
		assertThat(this.recording.results).hasSize(1);
	}

	@Test
	void ageIsThatOfTheLastResult() {
		Check dependency = start(ScriptedProbe.required("stock", ok()));
		assertThat(dependency.ageInSeconds()).isNaN();
		advance(4);
		assertThat(dependency.ageInSeconds()).isEqualTo(4);
	}

	@Test
	void refusesTwoDependenciesOfOneName() {
		Check one = this.hand.dependency(ScriptedProbe.required("stock", ok()), SCHEDULE);
		Check two = this.hand.dependency(ScriptedProbe.required("stock", ok()), SCHEDULE);
		assertThatIllegalArgumentException().isThrownBy(() -> this.hand.monitor(one, two))
			.withMessage("Two checks are named 'stock'");
	}

	private Check start(ScriptedProbe check) {
		Check dependency = this.hand.dependency(check, SCHEDULE);
		Checks monitor = this.hand.monitor(dependency);
		monitor.addListener(this.recording);
		monitor.start();
		return dependency;
	}

	private void advance(int seconds) {
		this.hand.advance(Duration.ofSeconds(seconds));
	}

	private static final class Recording implements CheckListener {

		private final List<CheckResult> results = new ArrayList<>();

		private final List<String> changes = new ArrayList<>();

		@Override
		public void onResult(String name, CheckResult result) {
			this.results.add(result);
		}

		@Override
		public void onChange(String name, CheckState before, CheckState after) {
			this.changes.add(before.status() + "-" + after.status() + "@" + second(after.since()));
		}

		private List<Integer> times() {
			return this.results.stream().map((result) -> (int) second(result.time())).toList();
		}

		private static long second(Instant instant) {
			return Duration.between(HandDriven.BEGIN, instant).toSeconds();
		}

	}

}
