package dev.monitor.port;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Runs one command, one run after the other, on a daemon thread that is there while there
 * is something to run. A run that outlives its time is interrupted when the next one
 * comes, whether or not its client has waited for that. Thread-safe.
 */
final class CommandThread implements AutoCloseable {

	/**
	 * How long a client waits, and how long a run may take.
	 */
	static final Duration DEADLINE = Duration.ofSeconds(5);

	private static final int MAX_WAITING = 16;

	private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

	private final ThreadPoolExecutor executor;

	private volatile @Nullable Run current;

	CommandThread(String command) {
		this.executor = new ThreadPoolExecutor(1, 1, KEEP_ALIVE.toNanos(), TimeUnit.NANOSECONDS,
				new ArrayBlockingQueue<>(MAX_WAITING), (task) -> {
					Thread thread = new Thread(task, "monitor-port-" + command);
					thread.setDaemon(true);
					return thread;
				});
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Run something when it is its turn.
	 * @param work what to run; it does not throw
	 * @param refusal takes the reason, whose last word is to be the command, at once, on
	 * this thread, if it will not be run
	 * @return the run, which can be cancelled
	 */
	Future<?> run(Runnable work, Consumer<String> refusal) {
		Run before = this.current;
		if (before != null && before.isOverdue()) {
			before.cancel(true);
		}
		Run next = new Run(work);
		try {
			this.executor.execute(next);
		}
		catch (RejectedExecutionException ex) {
			refusal.accept("Too many clients wait for");
		}
		catch (OutOfMemoryError ex) {
			refusal.accept("There is no thread for");
		}
		return next;
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	private final class Run extends FutureTask<Void> {

		private volatile long began;

		Run(Runnable work) {
			super(work, null);
		}

		@Override
		public void run() {
			this.began = System.nanoTime();
			CommandThread.this.current = this;
			super.run();
			CommandThread.this.current = null;
		}

		/**
		 * One that nobody waits for takes no place in the queue.
		 */
		@Override
		protected void done() {
			if (isCancelled()) {
				CommandThread.this.executor.remove(this);
			}
		}

		boolean isOverdue() {
			return System.nanoTime() - this.began > DEADLINE.toNanos();
		}

	}

}
