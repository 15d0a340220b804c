package dev.monitor.check.actuate;

import dev.monitor.gate.InMemory;

import org.springframework.boot.health.application.AvailabilityStateHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.PingHealthIndicator;

/**
 * The rule by which health contributors are asked where they are read: what is marked as
 * {@link InMemory}, and those of Spring Boot that just read memory. All others are asked
 * in the background.
 */
public final class MemoryReaders {

	private MemoryReaders() {
	}

	/**
	 * Tell whether a contributor only reads memory.
	 * @param contributor the contributor; of a composite, all its members are meant
	 * @return whether it may be asked on any thread
	 */
	public static boolean include(HealthContributor contributor) {
		return contributor instanceof InMemory || contributor instanceof AvailabilityStateHealthIndicator
				|| contributor instanceof PingHealthIndicator;
	}

}
