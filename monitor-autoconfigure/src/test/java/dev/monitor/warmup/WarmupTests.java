package dev.monitor.warmup;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.monitor.CapturedLog;
import dev.monitor.FakeClock;
import dev.monitor.UnwritableLog;
import dev.monitor.failure.Listeners;
import dev.monitor.warmup.WarmupReport.State;
import dev.monitor.warmup.WarmupSettings.OnFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WarmupTests {

	private static final Duration LONG = Duration.ofMinutes(5);

	private final List<Warmup> started = new ArrayList<>();

	private final CountDownLatch never = new CountDownLatch(1);

	@AfterEach
	void stopAll() {
		this.never.countDown();
		this.started.forEach(Warmup::stop);
	}

	@Test
	void withoutTasksThereIsNothingToWaitFor() {
		Warmup warmup = warmup(OnFailure.RETRY, LONG);
		assertThat(new WarmupGate(warmup).verdict().open()).isTrue();
		warmup.start();
		assertThat(warmup.report().state()).isEqualTo(State.IDLE);
	}

	@Test
	void theGateIsClosedUntilAllTasksAreDoneAndTellsTheProgress() {
		CountDownLatch goOn = new CountDownLatch(1);
		Warmup warmup = warmup(OnFailure.RETRY, LONG, task("requests", 0, (progress) -> {
			progress.total(7);
			progress.step();
			progress.step();
			progress.step();
			goOn.await();
		}));
		WarmupGate gate = new WarmupGate(warmup);
		assertThat(gate.verdict().reason()).isEqualTo("Warmup in progress");
		warmup.start();
		await().untilAsserted(() -> assertThat(gate.verdict().reason()).isEqualTo("Warmup in progress: requests 3/7"));
		assertThat(gate.verdict().open()).isFalse();
		goOn.countDown();
		await().untilAsserted(() -> assertThat(gate.verdict().open()).isTrue());
		assertThat(gate.verdict().reason()).isNull();
	}

	@Test
	void noTaskTakesLessThanNoTimeIfTheClockIsSetBack() {
		FakeClock clock = new FakeClock();
		TaskRun run = new TaskRun(task("a", 0, (progress) -> {
		}), clock);
		run.start();
		clock.advance(Duration.ofHours(-1));
		assertThat(run.report().elapsed()).isZero();
	}

	@Test
	void tasksRunOnceEachInTheirOrder() {
		List<String> ran = new CopyOnWriteArrayList<>();
		Warmup warmup = warmup(OnFailure.RETRY, LONG, task("c", 3, (progress) -> ran.add("c")),
				task("a", -1, (progress) -> ran.add("a")), task("b", 2, (progress) -> ran.add("b")));
		warmup.start();
		warmup.start();
		await().until(() -> warmup.report().state() == State.SUCCEEDED);
		assertThat(ran).containsExactly("a", "b", "c");
		assertThat(warmup.report().tasks()).extracting(WarmupReport.Task::outcome).containsOnly(WarmupOutcome.SUCCESS);
	}

	@Test
	void onlyWhatHasFailedIsRetried() {
		AtomicInteger good = new AtomicInteger();
		AtomicInteger bad = new AtomicInteger();
		Warmup warmup = warmup(OnFailure.RETRY, LONG, task("good", 0, (progress) -> good.incrementAndGet()),
				task("bad", 1, (progress) -> {
					if (bad.incrementAndGet() < 3) {
						throw new AssertionError("no");
					}
				}));
		warmup.start();
		await().until(() -> warmup.report().state() == State.SUCCEEDED);
		assertThat(good).hasValue(1);
		assertThat(bad).hasValue(3);
		assertThat(warmup.report().attempt()).isEqualTo(3);
	}

	@Test
	void aRequiredFailureKeepsTheGateClosedAndNamesTheTask() {
		Warmup warmup = warmup(OnFailure.CLOSED, LONG, task("db", 0, (progress) -> {
			throw new IllegalStateException("no tables");
		}));
		warmup.start();
		await().until(() -> warmup.report().state() == State.FAILED_CLOSED);
		assertThat(new WarmupGate(warmup).verdict().reason())
			.isEqualTo("Warmup failed: db: IllegalStateException: no tables");
	}

	@Test
	void aPausingWarmupSaysThatItTriesAgain() {
		WarmupSettings settings = new WarmupSettings(true, LONG, OnFailure.RETRY, Duration.ofHours(1),
				Duration.ofHours(1));
		Warmup warmup = warmup(settings, List.of(), task("db", 0, (progress) -> {
			throw new IllegalStateException();
		}));
		warmup.start();
		await().untilAsserted(() -> assertThat(new WarmupGate(warmup).verdict().reason())
			.isEqualTo("Warmup failed: db: IllegalStateException; will be tried again"));
	}

	@Test
	void afterAFailureTheGateCanBeOpenedAllTheSame() {
		Warmup warmup = warmup(OnFailure.OPEN, LONG, task("db", 0, (progress) -> {
			throw new IllegalStateException();
		}));
		try (CapturedLog log = new CapturedLog(Warmup.class)) {
			warmup.start();
			await().untilAsserted(() -> assertThat(log.lines())
				.containsExactly("ERROR Warmup failed. Accepting traffic anyway (monitor.warmup.on-failure=open)."));
		}
		assertThat(new WarmupGate(warmup).verdict().open()).isTrue();
		assertThat(warmup.report().state()).isEqualTo(State.FAILED_OPEN);
	}

	@Test
	void anOptionalTaskMayFail() {
		Warmup warmup = warmup(OnFailure.CLOSED, LONG, new Task("nice", 0, false, (progress) -> {
			throw new IllegalStateException();
		}));
		warmup.start();
		await().until(() -> warmup.report().state() == State.SUCCEEDED);
		assertThat(warmup.report().tasks()).extracting(WarmupReport.Task::outcome)
			.containsExactly(WarmupOutcome.FAILURE);
	}

	@Test
	void aTaskThatIgnoresInterruptionCannotHoldUpTheDeadline() {
		AtomicInteger later = new AtomicInteger();
		AtomicBoolean ignored = new AtomicBoolean();
		Warmup warmup = warmup(OnFailure.OPEN, Duration.ofSeconds(1), task("stuck", 0, (progress) -> {
			while (this.never.getCount() > 0) {
				LockSupport.parkNanos(1_000_000);
				ignored.set(Thread.interrupted() || ignored.get());
			}
		}), task("later", 1, (progress) -> later.incrementAndGet()));
		warmup.start();
		await().until(() -> warmup.report().state() == State.FAILED_OPEN);
		assertThat(warmup.report().tasks()).extracting(WarmupReport.Task::outcome)
			.containsExactly(WarmupOutcome.TIMEOUT, WarmupOutcome.PENDING);
		this.never.countDown();
		await().untilAsserted(() -> assertThat(threads()).isEmpty());
		assertThat(ignored).isTrue();
		assertThat(later).hasValue(0);
		assertThat(warmup.report().tasks().get(0).outcome()).isEqualTo(WarmupOutcome.TIMEOUT);
	}

	@Test
	void theListenerHearsEachEndAndCannotBreakTheWarmup() {
		ConcurrentHashMap<String, WarmupOutcome> ends = new ConcurrentHashMap<>();
		Warmup warmup = warmup(settings(OnFailure.CLOSED, LONG), List.of((task, outcome, duration) -> {
			ends.put(task, outcome);
			throw new IllegalStateException("on purpose");
		}), task("good", 0, (progress) -> {
		}), new Task("bad", 1, false, (progress) -> {
			throw new IllegalStateException();
		}));
		warmup.start();
		await().until(() -> warmup.report().state() == State.SUCCEEDED);
		assertThat(ends).containsOnly(Map.entry("good", WarmupOutcome.SUCCESS),
				Map.entry("bad", WarmupOutcome.FAILURE));
	}

	@Test
	void anAttemptThatBreaksDownIsFollowedByTheNext() {
		AtomicInteger runs = new AtomicInteger();
		Warmup warmup = warmup(OnFailure.RETRY, Duration.ofMillis(100), task("slow", 0, (progress) -> {
			if (runs.incrementAndGet() == 1) {
				this.never.await();
			}
		}));
		try (UnwritableLog log = new UnwritableLog(WarmupAttempt.class)) {
			warmup.start();
			await().dontCatchUncaughtExceptions().until(() -> warmup.report().state() == State.SUCCEEDED);
			assertThat(log.failures()).isPositive();
		}
		assertThat(runs).hasValueGreaterThan(1);
	}

	@Test
	void stoppingInterruptsTheTaskLeavesNoThreadAndIsNoFailure() {
		CountDownLatch running = new CountDownLatch(1);
		AtomicInteger later = new AtomicInteger();
		List<WarmupOutcome> ends = new CopyOnWriteArrayList<>();
		Warmup warmup = warmup(settings(OnFailure.RETRY, LONG), List.of((task, outcome, duration) -> ends.add(outcome)),
				task("slow", 0, (progress) -> {
					running.countDown();
					this.never.await();
				}), task("later", 1, (progress) -> later.incrementAndGet()));
		try (CapturedLog log = new CapturedLog("dev.monitor.warmup")) {
			warmup.start();
			await().until(() -> running.getCount() == 0);
			warmup.stop();
			await().untilAsserted(() -> assertThat(threads()).isEmpty());
			assertThat(log.lines()).isEmpty();
		}
		assertThat(new WarmupGate(warmup).verdict().open()).isFalse();
		assertThat(warmup.report().tasks()).extracting(WarmupReport.Task::outcome)
			.containsExactly(WarmupOutcome.PENDING, WarmupOutcome.PENDING);
		assertThat(ends).isEmpty();
		assertThat(later).hasValue(0);
	}

	@Test
	void anOrdinaryWarmupIsOneLine() {
		try (CapturedLog log = new CapturedLog("dev.monitor.warmup")) {
			Warmup warmup = warmup(OnFailure.RETRY, LONG, task("a", 0, (progress) -> {
			}), task("b", 1, (progress) -> {
			}));
			warmup.start();
			await().untilAsserted(() -> assertThat(log.lines()).singleElement()
				.asString()
				.matches("INFO Warmup done in \\d+ ms: a, b"));
			await().untilAsserted(() -> assertThat(threads()).isEmpty());
			assertThat(log.lines()).hasSize(1);
		}
	}

	@Test
	void withoutATaskThereIsNoLine() {
		try (CapturedLog log = new CapturedLog("dev.monitor.warmup")) {
			Warmup warmup = warmup(OnFailure.RETRY, LONG);
			warmup.start();
			assertThat(log.lines()).isEmpty();
			assertThat(threads()).isEmpty();
		}
	}

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("monitor-warmup"))
			.toList();
	}

	private Warmup warmup(OnFailure onFailure, Duration timeout, WarmupTask... tasks) {
		return warmup(settings(onFailure, timeout), List.of(), tasks);
	}

	private Warmup warmup(WarmupSettings settings, List<WarmupListener> listeners, WarmupTask... tasks) {
		Warmup warmup = new Warmup(List.of(tasks), settings, Clock.systemUTC(), new Listeners<>(listeners));
		this.started.add(warmup);
		return warmup;
	}

	private static WarmupSettings settings(OnFailure onFailure, Duration timeout) {
		return new WarmupSettings(true, timeout, onFailure, Duration.ofMillis(1), Duration.ofMillis(2));
	}

	private static WarmupTask task(String name, int order, Work work) {
		return new Task(name, order, true, work);
	}

	private interface Work {

		void run(WarmupProgress progress) throws Exception;

	}

	private record Task(String name, int order, boolean required, Work work) implements WarmupTask {

		@Override
		public void run(WarmupProgress progress) throws Exception {
			this.work.run(progress);
		}

	}

}
