package dev.monitor.sql.r2dbc;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import io.r2dbc.proxy.core.QueryExecutionInfo;
import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a statement or a batch, from when it is subscribed to until its last
 * result is read, it fails or nobody wants more of it. Thread-safe.
 */
final class Execution {

	private static final long UNKNOWN = -1;

	private final LongSupplier nanoTime;

	private final long start;

	private final AtomicBoolean ended = new AtomicBoolean();

	private final AtomicLong rows = new AtomicLong(UNKNOWN);

	private volatile @Nullable Throwable failure;

	/**
	 * What is no failure of this execution: that of an earlier one, since what is
	 * subscribed to again shares its info, or one of the application's mapping.
	 */
	private volatile @Nullable Throwable other;

	private Execution(@Nullable Throwable earlier, LongSupplier nanoTime) {
		this.other = earlier;
		this.nanoTime = nanoTime;
		this.start = nanoTime.getAsLong();
	}

	/**
	 * Begin an execution.
	 * @param info what is executed
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	static void begin(QueryExecutionInfo info, LongSupplier nanoTime) {
		info.getValueStore().put(Execution.class, new Execution(info.getThrowable(), nanoTime));
	}

	/**
	 * Return the execution that has begun last.
	 */
	static @Nullable Execution of(QueryExecutionInfo info) {
		return info.getValueStore().get(Execution.class, Execution.class);
	}

	/**
	 * Note that a result ended with a failure: of the driver, or of whoever reads it.
	 */
	void resultFailed(Throwable failure) {
		if (!(failure instanceof R2dbcException)) {
			this.other = failure;
		}
		else if (this.failure == null) {
			this.failure = failure;
		}
	}

	void changed(long rows) {
		this.rows.updateAndGet((known) -> Math.max(0, known) + rows);
	}

	/**
	 * End the execution.
	 * @return whether it has not ended before: a subscription may be cancelled after it
	 * is complete
	 */
	boolean end() {
		return this.ended.compareAndSet(false, true);
	}

	/**
	 * Return why it failed.
	 * @param last what was thrown last, possibly earlier than this
	 * @return what the driver signalled, {@code null} if it succeeded
	 */
	@Nullable Throwable failure(@Nullable Throwable last) {
		Throwable failure = this.failure;
		return (failure != null) ? failure : (last != this.other) ? last : null;
	}

	long nanos() {
		return this.nanoTime.getAsLong() - this.start;
	}

	long rows() {
		return this.rows.get();
	}

}
