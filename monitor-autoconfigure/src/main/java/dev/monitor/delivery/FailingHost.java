package dev.monitor.delivery;

import java.time.Instant;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/**
 * A host that was not reached since its last success.
 *
 * @param host the host
 * @param since time of the first failure
 * @param days days, in UTC, on which there were failures, or attempts that a gate let
 * through
 * @param attempts how many attempts have failed
 * @param last the last attempt
 * @param lastSuccess time of the last success before; {@code null} if none is known
 */
record FailingHost(String host, Instant since, int days, long attempts, Attempt last, @Nullable Instant lastSuccess) {

	FailingHost failedAgain(String reason, int attempts, Instant now) {
		return new FailingHost(this.host, this.since, this.days + (isSameDay(this.last.time(), now) ? 0 : 1),
				this.attempts + attempts, new Attempt(reason, now), this.lastSuccess);
	}

	/**
	 * Count an attempt that begins as one that may fail today: if it succeeds, nothing is
	 * left of it.
	 */
	FailingHost triedAt(Instant now) {
		return failedAgain(this.last.reason(), 0, now);
	}

	private static boolean isSameDay(Instant one, Instant other) {
		return one.atOffset(ZoneOffset.UTC).toLocalDate().equals(other.atOffset(ZoneOffset.UTC).toLocalDate());
	}

	/**
	 * An attempt that has failed, or whose end is not known yet.
	 *
	 * @param reason why the last one failed
	 * @param time time of the attempt
	 */
	record Attempt(String reason, Instant time) {
	}

}
