package dev.monitor.task;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Runs what may block, one run after the other, on a daemon thread that is there while
 * there is something to run. A run that outlives its time is interrupted when the next
 * one comes, whether or not its client has waited for that. Thread-safe.
 */
public final class TurnThread implements AutoCloseable {

	/**
	 * How long a client waits, and how long a run may take.
	 */
	public static final Duration DEADLINE = Duration.ofSeconds(5);

	private static final int MAX_WAITING = 16;

	private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

	private final ThreadPoolExecutor executor;

	private volatile @Nullable Run current;

	/**
	 * Create without a thread.
	 * @param name name of the thread
	 */
	public TurnThread(String name) {
		this.executor = new ThreadPoolExecutor(1, 1, KEEP_ALIVE.toNanos(), TimeUnit.NANOSECONDS,
				new ArrayBlockingQueue<>(MAX_WAITING), new NamedDaemon(name));
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Run something when it is its turn.
	 * @param work what to run; it does not throw
	 * @param refusal takes the reason, which ends before the name of the work, at once,
	 * on this thread, if it will not be run
	 * @return the run, which can be cancelled
	 */
	public Future<?> run(Runnable work, Consumer<String> refusal) {
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

	/**
	 * Run something when it is its turn, and wait for that until the deadline, when it is
	 * interrupted.
	 * @param <T> type of its result
	 * @param work what to run; it does not throw
	 * @param name what the work is called in reasons
	 * @param otherwise makes a result of the reason why there is none, one sentence
	 * without its point
	 * @return the result
	 */
	public <T> T call(Supplier<T> work, String name, Function<String, T> otherwise) {
		CompletableFuture<T> result = new CompletableFuture<>();
		AtomicBoolean begun = new AtomicBoolean();
		Future<?> run = run(() -> {
			begun.set(true);
			result.complete(work.get());
		}, (reason) -> result.complete(otherwise.apply(reason + ' ' + name)));
		try {
			return result.get(DEADLINE.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			run.cancel(true);
			return otherwise.apply((begun.get() ? "'%s' has not ended within %s s, and was interrupted"
					: "'%s' has not begun within %s s, since another one still runs, and was taken back")
				.formatted(name, DEADLINE.toSeconds()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return otherwise.apply("The caller no longer waits for " + name);
		}
	}

	/**
	 * End: what runs is interrupted, and what waits is not run.
	 */
	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	/**
	 * No lambda: one that cannot be linked for want of memory can never be (JVMS
	 * 5.4.3.6), and nothing would be run any more.
	 *
	 * @param name name of the thread
	 */
	private record NamedDaemon(String name) implements ThreadFactory {

		@Override
		public Thread newThread(Runnable task) {
			return DaemonThread.of(this.name, task);
		}

	}

	private final class Run extends FutureTask<Void> {

		private volatile long began;

		Run(Runnable work) {
			super(work, null);
		}

		@Override
		public void run() {
			this.began = System.nanoTime();
			TurnThread.this.current = this;
			super.run();
			TurnThread.this.current = null;
		}

		/**
		 * One that nobody waits for takes no place in the queue.
		 */
		@Override
		protected void done() {
			if (isCancelled()) {
				TurnThread.this.executor.remove(this);
			}
		}

		boolean isOverdue() {
			return System.nanoTime() - this.began > DEADLINE.toNanos();
		}

	}

}
