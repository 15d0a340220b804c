package dev.monitor.logging;

import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * A few {@link Line}s for all threads, so that a virtual thread that logs once does not
 * pay for a buffer of its own. Thread-safe, never blocks.
 */
public final class LinePool {

	/**
	 * A line that grew beyond this is not kept.
	 */
	private static final int LARGEST_KEPT = 64 * 1024;

	private final LineForm form;

	private final int maxBytes;

	private final int mask;

	private final AtomicReferenceArray<@Nullable Line> idle;

	/**
	 * Create an empty pool.
	 * @param form the form of the lines
	 * @param maxBytes how many bytes a line may have, without its end
	 */
	public LinePool(LineForm form, int maxBytes) {
		this.form = form;
		this.maxBytes = maxBytes;
		int size = Integer.highestOneBit(4 * Runtime.getRuntime().availableProcessors());
		this.mask = size - 1;
		this.idle = new AtomicReferenceArray<>(size);
	}

	/**
	 * Take a line for one event.
	 * @return a line that nobody else has
	 */
	public Line take() {
		Line line = this.idle.getAndSet(slot(), null);
		return (line != null) ? line : new Line(this.form, this.maxBytes);
	}

	/**
	 * Give a line back. One that is not given back, since something failed, is simply
	 * forgotten.
	 * @param line the line; the caller must not use it any more
	 */
	public void give(Line line) {
		if (line.capacity() <= LARGEST_KEPT) {
			this.idle.set(slot(), line);
		}
	}

	@SuppressWarnings("deprecation") // threadId() came with Java 19
	private int slot() {
		long id = Thread.currentThread().getId();
		return (int) (id ^ (id >>> 16)) & this.mask;
	}

}
