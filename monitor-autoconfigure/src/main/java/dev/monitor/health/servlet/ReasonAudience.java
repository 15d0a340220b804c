package dev.monitor.health.servlet;

import dev.monitor.request.servlet.ServletCaller;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Who may read why a gate is closed.
 */
public enum ReasonAudience {

	/**
	 * Anyone.
	 */
	EVERYONE {

		@Override
		boolean includes(HttpServletRequest request) {
			return true;
		}

	},

	/**
	 * Callers on this machine. A request that a proxy passed on does not count as one.
	 */
	LOOPBACK {

		@Override
		boolean includes(HttpServletRequest request) {
			return ServletCaller.of(request).isOnThisMachine();
		}

	},

	/**
	 * No one.
	 */
	NOBODY {

		@Override
		boolean includes(HttpServletRequest request) {
			return false;
		}

	};

	abstract boolean includes(HttpServletRequest request);

}
