package dev.monitor.health.servlet;

import java.util.Collections;

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
			String address = request.getRemoteAddr();
			return address != null
					&& (address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1"))
					&& !isForwarded(request);
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

	private static boolean isForwarded(HttpServletRequest request) {
		return Collections.list(request.getHeaderNames())
			.stream()
			.anyMatch((name) -> name.equalsIgnoreCase("Forwarded")
					|| name.regionMatches(true, 0, "X-Forwarded-", 0, "X-Forwarded-".length()));
	}

}
