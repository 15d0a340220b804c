package dev.monitor.check;

import java.time.Duration;

import dev.monitor.check.CheckState.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for each change of a check's status, with the reason it is down or was.
 * Failures in between are only counted.
 */
final class CheckChangeLog implements CheckListener {

	private static final Logger logger = LoggerFactory.getLogger(Checks.class);

	private final CheckKind kind;

	CheckChangeLog(CheckKind kind) {
		this.kind = kind;
	}

	@Override
	public void onChange(String check, CheckState before, CheckState after) {
		String change = "%s '%s' changed from %s to %s after %s s".formatted(this.kind.subject(), check,
				before.status(), after.status(),
				Math.max(0, Duration.between(before.since(), after.since()).toMillis()) / 1000.0);
		if (!after.isUp()) {
			logger.warn("{}: {}", change, after.reason());
		}
		else if (before.status() == Status.UNKNOWN) {
			logger.atLevel(this.kind.firstUp()).log(change);
		}
		else {
			int failures = before.consecutiveFailures();
			logger.info("{}, was: {}{}", change, before.reason(), (failures > 1) ? ", " + failures + " failures" : "");
		}
	}

}
