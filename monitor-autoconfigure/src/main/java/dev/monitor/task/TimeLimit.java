package dev.monitor.task;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls what may hang, on a daemon thread of its own, one call at a time. Thread-safe.
 */
public final class TimeLimit {

	private final String name;

	private final Duration limit;

	/**
	 * Whether the last call still runs. Its thread may outlive it by a moment.
	 */
	private AtomicBoolean running = new AtomicBoolean();

	/**
	 * Create the limit.
	 * @param name name of the threads
	 * @param limit how long a call may take
	 */
	public TimeLimit(String name, Duration limit) {
		this.name = name;
		this.limit = limit;
	}

	/**
	 * Call something and wait for it. If it takes too long it is interrupted, and until
	 * it has ended there is no other call.
	 * @param <T> type of the result
	 * @param call what to call
	 * @return its result
	 * @throws TimeoutException if it takes too long, or the call before it still does
	 * @throws InterruptedException if this thread is interrupted; so is the call then
	 * @throws Exception what the call throws
	 */
	public synchronized <T> T call(Callable<T> call) throws Exception {
		if (this.running.get()) {
			throw new TimeoutException("The call before has not ended");
		}
		AtomicBoolean runs = new AtomicBoolean(true);
		FutureTask<T> task = new FutureTask<>(() -> {
			try {
				return call.call();
			}
			finally {
				runs.set(false);
			}
		});
		// one that is cancelled before it begins is not called
		Runnable work = () -> {
			task.run();
			runs.set(false);
		};
		DaemonThread.of(this.name, work).start();
		this.running = runs;
		try {
			return task.get(this.limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw new TimeoutException("No answer within " + this.limit.toMillis() + " ms");
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
		finally {
			task.cancel(true);
		}
	}

}
