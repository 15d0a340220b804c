package dev.monitor.health;

import dev.monitor.http.HttpRequest;

/**
 * Who may read why a gate is closed.
 */
public enum ReasonAudience {

	/**
	 * Anyone.
	 */
	EVERYONE,

	/**
	 * Callers on this machine. A request that a proxy passed on does not count as one.
	 */
	LOOPBACK,

	/**
	 * No one.
	 */
	NOBODY;

	boolean includes(HttpRequest request) {
		return this == EVERYONE || (this == LOOPBACK && request.caller().isOnThisMachine());
	}

}
