package dev.monitor.health.actuate;

import org.jspecify.annotations.Nullable;

/**
 * What else must be well for the application to be ready, apart from gates.
 */
@FunctionalInterface
public interface ReadinessMembers {

	/**
	 * Tell why traffic must be kept out. Reads memory only.
	 * @return one line for a person, {@code null} if nothing speaks against traffic
	 */
	@Nullable String refusal();

}
