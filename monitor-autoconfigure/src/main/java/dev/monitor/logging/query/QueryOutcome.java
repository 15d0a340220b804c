package dev.monitor.logging.query;

import java.util.concurrent.TimeUnit;

import net.ttddyy.dsproxy.ExecutionInfo;
import org.jspecify.annotations.Nullable;

/**
 * How the execution of a statement ended.
 *
 * @param rows how many rows it changed; negative if the driver did not say so by itself
 * @param batchSize how many statements or sets of parameters were executed at once;
 * negative if it was no batch
 * @param millis how long it took
 * @param err class name of the exception; {@code null} if it succeeded
 */
record QueryOutcome(long rows, long batchSize, long millis, @Nullable String err) {

	private static final long UNKNOWN = -1;

	/**
	 * Read the outcome.
	 * @param info the execution, its time in nanoseconds
	 * @return the outcome
	 */
	static QueryOutcome of(ExecutionInfo info) {
		boolean counted = info.getResult() instanceof Integer || info.getResult() instanceof Long;
		Throwable failure = info.getThrowable();
		return new QueryOutcome(counted ? ((Number) info.getResult()).longValue() : UNKNOWN,
				info.isBatch() ? info.getBatchSize() : UNKNOWN, TimeUnit.NANOSECONDS.toMillis(info.getElapsedTime()),
				(failure != null) ? failure.getClass().getName() : null);
	}

}
