package dev.monitor.port.autoconfigure;

import dev.monitor.port.PortNumber;
import dev.monitor.port.SessionLimits;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.property.PropertyRange;

/**
 * {@link PortProperties}, checked.
 */
final class PortSettings {

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
		PropertyRange.SECOND_TO_HOUR.require("monitor.port.idle-timeout", properties.getIdleTimeout(),
				"Write a time such as 30s.");
	}

	static SessionLimits limits(PortProperties properties) {
		return new SessionLimits(properties.getIdleTimeout(), properties.getMaxLine());
	}

	private static void requireBetween(String name, int value, int least, int most, String remedy) {
		new PropertyRange<>(least, most).require("monitor.port." + name, value, remedy);
	}

}
