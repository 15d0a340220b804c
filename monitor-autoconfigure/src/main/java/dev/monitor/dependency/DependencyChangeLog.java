package dev.monitor.dependency;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import dev.monitor.dependency.DependencyState.Status;

/**
 * Writes one line for each change of a dependency's status, with the reason it is down or
 * was.
 */
final class DependencyChangeLog implements DependencyListener {

	private static final Logger logger = LoggerFactory.getLogger(DependencyMonitor.class);

	@Override
	public void onChange(Dependency dependency, DependencyState before, DependencyState after) {
		String held = Reason.text(Duration.between(before.since(), after.since()));
		String reason = after.isUp() ? before.reason() : after.reason();
		boolean first = after.isUp() && before.status() == Status.UNKNOWN;
		logger.atLevel(after.isUp() ? Level.INFO : Level.WARN)
			.log("Dependency '{}' changed from {} to {} after {}{}", dependency.name(), before.status(), after.status(),
					held, first ? "" : ": " + reason);
	}

}
