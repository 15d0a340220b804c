package dev.monitor.health;

import dev.monitor.http.HttpRequest;

/**
 * Who may read why a gate is closed.
 */
public enum ReasonAudience {

	/**
	 * Anyone.
	 */
	EVERYONE {

		@Override
		boolean includes(HttpRequest request) {
			return true;
		}

	},

	/**
	 * Callers on this machine. A request that a proxy passed on does not count as one.
	 */
	LOOPBACK {

		@Override
		boolean includes(HttpRequest request) {
			return request.caller().isOnThisMachine();
		}

	},

	/**
	 * No one.
	 */
	NOBODY {

		@Override
		boolean includes(HttpRequest request) {
			return false;
		}

	};

	abstract boolean includes(HttpRequest request);

}
