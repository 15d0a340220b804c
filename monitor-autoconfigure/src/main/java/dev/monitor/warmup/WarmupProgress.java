package dev.monitor.warmup;

import java.util.concurrent.atomic.AtomicInteger;

import org.apiguardian.api.API;

/**
 * How far a {@link WarmupTask} is. Written by the task, read by others at any time;
 * thread-safe.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public final class WarmupProgress {

	private volatile int total;

	private final AtomicInteger done = new AtomicInteger();

	WarmupProgress() {
	}

	/**
	 * Say how many steps there are.
	 * @param total the number of steps, 0 if it is not known
	 */
	public void total(int total) {
		this.total = total;
	}

	/**
	 * Say that one more step is done.
	 */
	public void step() {
		this.done.incrementAndGet();
	}

	int total() {
		return this.total;
	}

	int done() {
		return this.done.get();
	}

}
