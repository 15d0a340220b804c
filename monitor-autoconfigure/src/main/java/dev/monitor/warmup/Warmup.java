package dev.monitor.warmup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.monitor.warmup.WarmupReport.State;
import dev.monitor.warmup.WarmupSettings.OnFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the warmup tasks in the background, from {@link #start()} until all required ones
 * have succeeded, as its settings say. Thread-safe.
 */
public final class Warmup {

	private static final Logger logger = LoggerFactory.getLogger(Warmup.class);

	private final List<TaskRun> runs;

	private final WarmupSettings settings;

	private final Clock clock;

	private final WarmupListener listener;

	private volatile Phase phase;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private @Nullable Thread thread;

	/**
	 * Create a warmup; it does not run yet.
	 * @param tasks the tasks; without any the warmup has nothing to wait for
	 * @param settings how they are run
	 * @param clock tells the times in reports
	 * @param listener hears about the end of each task
	 */
	public Warmup(List<? extends WarmupTask> tasks, WarmupSettings settings, Clock clock, WarmupListener listener) {
		this.runs = tasks.stream()
			.sorted(Comparator.comparingInt(WarmupTask::order))
			.map((task) -> new TaskRun(task, clock))
			.toList();
		this.settings = settings;
		this.clock = clock;
		this.listener = listener;
		this.phase = new Phase(this.runs.isEmpty() ? State.IDLE : State.WAITING, clock.instant(), clock.instant(), 0);
	}

	/**
	 * Start to run the tasks; does nothing when that has been done before.
	 */
	public synchronized void start() {
		if (this.thread == null && !this.runs.isEmpty()) {
			this.thread = new Thread(this::run, "monitor-warmup");
			this.thread.setDaemon(true);
			this.thread.start();
		}
	}

	/**
	 * End the warmup where it is: running tasks are interrupted, nothing is run again.
	 */
	public synchronized void stop() {
		this.stopped.countDown();
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	/**
	 * Tell how the warmup stands.
	 * @return a picture of this moment
	 */
	public WarmupReport report() {
		Phase now = this.phase;
		return new WarmupReport(now.state(), now.since(), now.turned(), now.attempt(),
				this.runs.stream().map(TaskRun::report).toList());
	}

	private void run() {
		Duration pause = this.settings.firstPause();
		int attempt = 1;
		try {
			while (!attempt(attempt)) {
				if (this.settings.onFailure() != OnFailure.RETRY) {
					boolean open = this.settings.onFailure() == OnFailure.OPEN;
					enter(open ? State.FAILED_OPEN : State.FAILED_CLOSED, attempt);
					logger.error("Warmup failed; traffic is {}", open ? "let in all the same" : "kept out");
					return;
				}
				if (this.stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
					return;
				}
				pause = shorter(pause.multipliedBy(2), this.settings.longestPause());
				attempt++;
			}
			enter(State.SUCCEEDED, attempt);
			logger.info("Warmup done");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean attempt(int number) throws InterruptedException {
		enter(State.RUNNING, number);
		logger.info("Warmup started: {} tasks, attempt {}", this.runs.size(), number);
		WarmupAttempt attempt = new WarmupAttempt(this.runs, this.listener);
		boolean succeeded = attempt.run(this.settings.timeout());
		if (!succeeded && this.settings.onFailure() == OnFailure.RETRY) {
			enter(State.PAUSING, number);
			attempt.awaitReturn();
		}
		return succeeded;
	}

	private void enter(State state, int attempt) {
		Phase before = this.phase;
		Instant now = this.clock.instant();
		boolean turned = before.state().isOpen() != state.isOpen();
		this.phase = new Phase(state, now, turned ? now : before.turned(), attempt);
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	private record Phase(State state, Instant since, Instant turned, int attempt) {

	}

}
