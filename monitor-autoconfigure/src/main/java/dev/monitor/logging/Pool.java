package dev.monitor.logging;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A few things for all threads that each event needs one of, so that a virtual thread
 * that logs once does not pay for one of its own. Thread-safe, never blocks.
 *
 * @param <T> type of the things
 */
public final class Pool<T> {

	private final Supplier<T> factory;

	private final int mask;

	private final AtomicReferenceArray<@Nullable T> idle;

	/**
	 * Create an empty pool.
	 * @param factory makes what is missing
	 */
	public Pool(Supplier<T> factory) {
		this.factory = factory;
		int size = Integer.highestOneBit(4 * Runtime.getRuntime().availableProcessors());
		this.mask = size - 1;
		this.idle = new AtomicReferenceArray<>(size);
	}

	/**
	 * Take one for one event.
	 * @return one that nobody else has
	 */
	public T take() {
		T taken = this.idle.getAndSet(slot(), null);
		return (taken != null) ? taken : this.factory.get();
	}

	/**
	 * Give one back. One that is not given back, since something failed, is simply
	 * forgotten.
	 * @param used the one; the caller must not use it any more
	 */
	public void give(T used) {
		this.idle.set(slot(), used);
	}

	@SuppressWarnings("deprecation") // threadId() came with Java 19
	private int slot() {
		long id = Thread.currentThread().getId();
		return (int) (id ^ (id >>> 16)) & this.mask;
	}

}
