package dev.monitor.warmup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.monitor.failure.Listeners;
import dev.monitor.status.Action;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import dev.monitor.task.DaemonThread;
import dev.monitor.warmup.WarmupReport.State;
import dev.monitor.warmup.WarmupSettings.OnFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the warmup tasks in the background, from {@link #start()} until all required ones
 * have succeeded, as its settings say, and again whenever it is asked to.
 * {@link StatusSource} of the section {@code warmup}: whether it is {@code done} and
 * {@code in_progress}, as 0 or 1, how many {@code tasks} there are and how many of them
 * {@code succeeded}, and a row for each task. Thread-safe.
 */
public final class Warmup implements StatusSource {

	private static final Logger logger = LoggerFactory.getLogger(Warmup.class);

	/**
	 * What to tell who asks again {@link Start#TOO_SOON too soon}.
	 */
	public static final String TOO_SOON = "Tasks were run by request less than 30 s ago. Wait, and ask again.";

	private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(30);

	private final List<TaskRun> runs;

	private final WarmupSettings settings;

	private final Clock clock;

	private final Listeners<WarmupListener> listeners;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private volatile Phase phase;

	private @Nullable Instant asked;

	private @Nullable Thread thread;

	private volatile @Nullable WarmupAttempt attempt;

	/**
	 * Create a warmup; it does not run yet.
	 * @param tasks the tasks, each with a name of its own; without any the warmup has
	 * nothing to wait for
	 * @param settings how they are run
	 * @param clock tells the times in reports
	 * @param listeners hear about the end of each task
	 */
	public Warmup(List<? extends WarmupTask> tasks, WarmupSettings settings, Clock clock,
			Listeners<WarmupListener> listeners) {
		this.runs = tasks.stream()
			.sorted(Comparator.comparingInt(WarmupTask::order))
			.map((task) -> new TaskRun(task, clock))
			.toList();
		this.settings = settings;
		this.clock = clock;
		this.listeners = listeners;
		boolean waits = settings.auto() && !this.runs.isEmpty();
		this.phase = new Phase(waits ? State.WAITING : State.IDLE, clock.instant(), clock.instant(), 0);
	}

	/**
	 * Run all tasks if that is to happen by itself; does nothing when it has been done
	 * before.
	 */
	public synchronized void start() {
		if (this.phase.state() == State.WAITING && this.thread == null) {
			begin(this.runs);
		}
	}

	/**
	 * Run all tasks, whatever became of them before. The gate closes before this returns.
	 * @return what came of it
	 */
	public synchronized Start runAll() {
		return again(this.runs);
	}

	/**
	 * Run one task, whatever became of it before. The gate closes before this returns.
	 * @param task the name of the task
	 * @return what came of it
	 */
	public synchronized Start run(String task) {
		List<TaskRun> named = this.runs.stream().filter((run) -> run.task().name().equals(task)).toList();
		return named.isEmpty() ? Start.UNKNOWN_TASK : again(named);
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

	@Override
	public String name() {
		return "warmup";
	}

	@Override
	public StatusSection section() {
		return report().section();
	}

	@Override
	public List<Action> actions() {
		return List.of(new WarmupAction(this));
	}

	/**
	 * A task that has outlived its time keeps the warmup busy until it returns: no task
	 * ever runs twice at once.
	 */
	private boolean isBusy() {
		WarmupAttempt last = this.attempt;
		return this.stopped.getCount() == 0 || this.phase.state() == State.WAITING
				|| (this.thread != null && this.thread.isAlive()) || (last != null && last.isRunning());
	}

	private Start again(List<TaskRun> wanted) {
		if (isBusy()) {
			return Start.BUSY;
		}
		Instant now = this.clock.instant();
		Instant last = this.asked;
		if (last != null && !now.isBefore(last) && now.isBefore(last.plus(ASK_AGAIN_AFTER))) {
			return Start.TOO_SOON;
		}
		this.asked = now;
		begin(wanted);
		return Start.STARTED;
	}

	private void begin(List<TaskRun> wanted) {
		if (wanted.isEmpty() || this.stopped.getCount() == 0) {
			return;
		}
		wanted.forEach(TaskRun::want);
		enter(State.RUNNING, 1);
		this.thread = DaemonThread.of("monitor-warmup", () -> run(wanted));
		this.thread.start();
	}

	private void run(List<TaskRun> wanted) {
		Duration pause = this.settings.firstPause();
		String names = wanted.stream().map((run) -> run.task().name()).collect(Collectors.joining(", "));
		Instant began = this.clock.instant();
		int number = 1;
		try {
			while (!attempt(wanted, number)) {
				if (this.settings.onFailure() != OnFailure.RETRY) {
					boolean open = this.settings.onFailure() == OnFailure.OPEN;
					enter(open ? State.FAILED_OPEN : State.FAILED_CLOSED, number);
					logger.error("Warmup failed. Accepting {} (monitor.warmup.on-failure={}).",
							open ? "traffic anyway" : "no traffic", open ? "open" : "closed");
					return;
				}
				if (this.stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
					return;
				}
				pause = shorter(pause.multipliedBy(2), this.settings.longestPause());
				number++;
			}
			enter(State.SUCCEEDED, number);
			logger.info("Warmup done in {} ms: {}",
					Math.max(0, Duration.between(began, this.clock.instant()).toMillis()), names);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean attempt(List<TaskRun> wanted, int number) throws InterruptedException {
		enter(State.RUNNING, number);
		WarmupAttempt running = new WarmupAttempt(wanted, this.listeners);
		this.attempt = running;
		running.run(this.settings.timeout());
		boolean succeeded = this.runs.stream().noneMatch(TaskRun::isOutstanding);
		if (!succeeded && this.settings.onFailure() == OnFailure.RETRY) {
			enter(State.PAUSING, number);
			running.awaitReturn();
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

	/**
	 * What came of the wish to run tasks.
	 */
	public enum Start {

		/**
		 * They run.
		 */
		STARTED,

		/**
		 * A warmup is not over yet, or the application stops.
		 */
		BUSY,

		/**
		 * Somebody has had tasks run less than 30 seconds ago: the gate is not to be
		 * closed again and again.
		 */
		TOO_SOON,

		/**
		 * No task has that name.
		 */
		UNKNOWN_TASK

	}

	private record Phase(State state, Instant since, Instant turned, int attempt) {

	}

}
