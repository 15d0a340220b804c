package dev.monitor.check;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import dev.monitor.failure.FailureReason;

/**
 * Words for why a check did not succeed.
 */
final class Reason {

	private Reason() {
	}

	static String failure(Throwable failure) {
		if (failure instanceof CheckFailedException) {
			String message = failure.getMessage();
			return (message != null && !message.isBlank()) ? FailureReason.clean(message) : FailureReason.of(failure);
		}
		return FailureReason.of(failure);
	}

	static String timeout(Check check) {
		String known = null;
		try {
			known = check.probe().timeoutReason();
		}
		catch (Throwable ex) {
			// the probe is of no more help than if it knew nothing
		}
		return (known != null && !known.isBlank()) ? FailureReason.clean(known)
				: "no answer within " + text(check.schedule().timeout());
	}

	static String hanging(Duration running) {
		return "check hangs for " + text(running.truncatedTo(ChronoUnit.SECONDS));
	}

	/**
	 * Write a duration as people do.
	 * @param duration the duration
	 * @return such as {@code 2s}, {@code 1m30s} or {@code 0.25s}
	 */
	static String text(Duration duration) {
		return duration.truncatedTo(ChronoUnit.MILLIS).toString().substring(2).toLowerCase(Locale.ROOT);
	}

}
