package dev.monitor.dependency;

import java.time.Duration;

import dev.monitor.dependency.DependencyState.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for each change of a dependency's status, with the reason it is down or
 * was.
 */
final class DependencyChangeLog implements DependencyListener {

	private static final Logger logger = LoggerFactory.getLogger(DependencyMonitor.class);

	@Override
	public void onChange(Dependency dependency, DependencyState before, DependencyState after) {
		double held = Duration.between(before.since(), after.since()).toMillis() / 1000.0;
		if (!after.isUp()) {
			logger.warn("Dependency '{}' changed from {} to {} after {} s: {}", dependency.name(), before.status(),
					after.status(), held, after.reason());
		}
		else if (before.status() == Status.UNKNOWN) {
			logger.info("Dependency '{}' changed from {} to {} after {} s", dependency.name(), before.status(),
					after.status(), held);
		}
		else {
			logger.info("Dependency '{}' changed from {} to {} after {} s, was: {}", dependency.name(), before.status(),
					after.status(), held, before.reason());
		}
	}

}
