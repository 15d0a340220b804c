package dev.monitor.warmup;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import dev.monitor.failure.Listeners;
import dev.monitor.task.DaemonThread;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run over the tasks that have not succeeded yet, on a thread of its own, so that a
 * task which ignores interruption cannot hold up whoever waits for the deadline.
 */
class WarmupAttempt {

	private static final Logger logger = LoggerFactory.getLogger(WarmupAttempt.class);

	private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(10);

	private final List<TaskRun> runs;

	private final Listeners<WarmupListener> listeners;

	private final Thread thread;

	private boolean over;

	WarmupAttempt(List<TaskRun> runs, Listeners<WarmupListener> listeners) {
		this.runs = runs;
		this.listeners = listeners;
		this.thread = DaemonThread.of("monitor-warmup-task", this::runTasks);
	}

	/**
	 * Run the tasks and wait until they are done or the time is over.
	 * @throws InterruptedException if the application ends; what runs then has not failed
	 */
	void run(Duration timeout) throws InterruptedException {
		try {
			this.thread.start();
			awaitEnd(timeout);
			close();
			for (TaskRun run : this.runs) {
				end(run, WarmupOutcome.TIMEOUT, new TimeoutException("not done within " + timeout.toMillis() + " ms"));
			}
		}
		catch (InterruptedException ex) {
			close();
			this.runs.forEach(TaskRun::abandon);
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			close();
			log(ex);
		}
		finally {
			// last, so that what comes of it does not count
			this.thread.interrupt();
		}
	}

	/**
	 * What is thrown here would end the warmup, and no attempt would follow.
	 */
	private static void log(Throwable failure) {
		try {
			logger.warn("Warmup tasks could not be run", failure);
		}
		catch (Throwable ex) {
			// without memory not even that can be written
		}
	}

	/**
	 * Tell whether a task has not returned yet, be its time over or not.
	 */
	boolean isRunning() {
		return this.thread.isAlive();
	}

	/**
	 * Wait until the last task has really returned, however long that takes.
	 */
	void awaitReturn() throws InterruptedException {
		this.thread.join();
	}

	private void awaitEnd(Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (this.thread.isAlive()) {
			Duration left = Duration.ofNanos(deadline - System.nanoTime());
			if (left.isNegative() || left.isZero()) {
				return;
			}
			Duration step = (left.compareTo(PROGRESS_INTERVAL) < 0) ? left : PROGRESS_INTERVAL;
			this.thread.join(step.toMillis() + 1);
			this.runs.stream().filter(TaskRun::isRunning).forEach((run) -> {
				WarmupReport.Task task = run.report();
				logger.info("Warmup task '{}' at {}/{} after {} s", task.name(), task.done(), task.total(),
						task.elapsed().toSeconds());
			});
		}
	}

	private void runTasks() {
		for (TaskRun run : this.runs) {
			WarmupProgress progress = open(run);
			if (progress != null) {
				runTask(run, progress);
			}
		}
	}

	private synchronized @Nullable WarmupProgress open(TaskRun run) {
		return (this.over || run.hasSucceeded()) ? null : run.start();
	}

	private synchronized void close() {
		this.over = true;
	}

	private void runTask(TaskRun run, WarmupProgress progress) {
		try {
			run.task().run(progress);
			end(run, WarmupOutcome.SUCCESS, null);
		}
		catch (Throwable ex) {
			end(run, WarmupOutcome.FAILURE, ex);
		}
	}

	private void end(TaskRun run, WarmupOutcome outcome, @Nullable Throwable failure) {
		if (!run.end(outcome, failure)) {
			return;
		}
		WarmupReport.Task task = run.report();
		if (outcome == WarmupOutcome.SUCCESS) {
			logger.debug("Warmup task '{}' done in {} ms", task.name(), task.elapsed().toMillis());
		}
		else {
			logger.warn("Warmup task '{}' failed after {} ms: {}", task.name(), task.elapsed().toMillis(),
					task.error());
			logger.debug("Failure of warmup task '{}'", task.name(), failure);
		}
		this.listeners.tell((listener) -> listener.taskEnded(task.name(), outcome, task.elapsed()));
	}

}
