package dev.monitor.delivery;

import java.time.Instant;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/**
 * A host that was not reached since its last success.
 *
 * @param host the host
 * @param since time of the first failure
 * @param days days, in UTC, on which there were failures
 * @param attempts how many attempts have failed
 * @param reason why the last one failed
 * @param lastTry time of the last one
 * @param lastSuccess time of the last success before; {@code null} if none is known
 */
record FailingHost(String host, Instant since, int days, long attempts, String reason, Instant lastTry,
		@Nullable Instant lastSuccess) {

	FailingHost failedAgain(String reason, int attempts, Instant now) {
		boolean sameDay = now.atOffset(ZoneOffset.UTC)
			.toLocalDate()
			.equals(this.lastTry.atOffset(ZoneOffset.UTC).toLocalDate());
		return new FailingHost(this.host, this.since, this.days + (sameDay ? 0 : 1), this.attempts + attempts, reason,
				now, this.lastSuccess);
	}

	FailingHost triedAt(Instant now) {
		return new FailingHost(this.host, this.since, this.days, this.attempts, this.reason, now, this.lastSuccess);
	}

}
