package dev.monitor.check.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;

/**
 * What an indicator said.
 *
 * @param health the health, {@code null} if the indicator gave none
 * @param failure what it threw, if Spring Boot made a health of that
 */
record Answer(@Nullable Health health, @Nullable Throwable failure) {

	/**
	 * Something that can be asked in this way.
	 */
	interface Source {

		Answer ask();

	}

}
