package dev.monitor.check;

import java.time.Duration;
import java.time.Instant;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What one check, or one that was due but could not run, came to.
 *
 * @param outcome how it ended
 * @param reason why it failed, one short line without credentials; {@code null} for a
 * success
 * @param time when it ended
 * @param nanoTime the same on the {@linkplain TimeSource#nanoTime() steady clock}, by
 * which ages are measured
 * @param duration how long it took, or has taken so far if it still hangs
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public record CheckResult(Outcome outcome, @Nullable String reason, Instant time, long nanoTime, Duration duration) {

	/**
	 * Tell whether it returned in time.
	 * @return whether it is a success
	 */
	public boolean isSuccess() {
		return this.outcome == Outcome.SUCCESS;
	}

	/**
	 * How a check can end.
	 */
	public enum Outcome {

		/**
		 * It returned in time.
		 */
		SUCCESS,

		/**
		 * It threw in time.
		 */
		FAILURE,

		/**
		 * It did neither in time.
		 */
		TIMEOUT

	}

}
