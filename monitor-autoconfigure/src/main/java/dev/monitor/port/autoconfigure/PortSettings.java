package dev.monitor.port.autoconfigure;

import java.time.Duration;

import dev.monitor.port.PortNumber;
import dev.monitor.port.SessionLimits;
import dev.monitor.property.InvalidPropertyException;

/**
 * {@link PortProperties}, checked.
 */
final class PortSettings {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofHours(1);

	private PortSettings() {
	}

	static void check(PortProperties properties) {
		if (properties.getPort() != null) {
			requireBetween("port", properties.getPort(), 0, PortNumber.HIGHEST,
					"Write a free port, 0 for any free one, or leave it out for the web server's port and 80.");
		}
		if (properties.getAddress().isBlank()) {
			throw new InvalidPropertyException("monitor.port.address", properties.getAddress(), "is empty",
					"Write an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them.");
		}
		requireBetween("max-connections", properties.getMaxConnections(), 4, 1024, "Write a number such as 64.");
		requireBetween("max-line", properties.getMaxLine(), 64, 4096, "Write a number of bytes such as 1024.");
		Duration idle = properties.getIdleTimeout();
		if (idle.compareTo(SHORTEST) < 0 || idle.compareTo(LONGEST) > 0) {
			throw new InvalidPropertyException("monitor.port.idle-timeout", idle, "is not between 1s and 1h",
					"Write a time such as 30s.");
		}
	}

	static SessionLimits limits(PortProperties properties) {
		return new SessionLimits(properties.getIdleTimeout(), properties.getMaxLine());
	}

	private static void requireBetween(String name, int value, int least, int most, String remedy) {
		if (value < least || value > most) {
			throw new InvalidPropertyException("monitor.port." + name, value,
					"is not between " + least + " and " + most, remedy);
		}
	}

}
