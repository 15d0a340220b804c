package dev.monitor.dependency;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for each change of a dependency's status.
 */
final class DependencyChangeLog implements DependencyListener {

	private static final Logger logger = LoggerFactory.getLogger(DependencyMonitor.class);

	@Override
	public void onChange(Dependency dependency, DependencyState before, DependencyState after) {
		String held = Reason.text(Duration.between(before.since(), after.since()));
		if (after.isUp()) {
			logger.info("Dependency '{}' changed from {} to UP after {} ({})", dependency.name(), before.status(), held,
					before.reason());
		}
		else {
			logger.warn("Dependency '{}' changed from {} to {} after {}: {}", dependency.name(), before.status(),
					after.status(), held, after.reason());
		}
	}

}
