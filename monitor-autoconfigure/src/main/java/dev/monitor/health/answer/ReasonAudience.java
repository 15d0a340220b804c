package dev.monitor.health.answer;

import java.util.function.Supplier;

import dev.monitor.http.Caller;

/**
 * Who may read why a gate is closed.
 */
public enum ReasonAudience {

	/**
	 * Anyone.
	 */
	EVERYONE {

		@Override
		boolean includes(Supplier<Caller> caller) {
			return true;
		}

	},

	/**
	 * Callers on this machine. A request that a proxy passed on does not count as one.
	 */
	LOOPBACK {

		@Override
		boolean includes(Supplier<Caller> caller) {
			return caller.get().isOnThisMachine();
		}

	},

	/**
	 * No one.
	 */
	NOBODY {

		@Override
		boolean includes(Supplier<Caller> caller) {
			return false;
		}

	};

	abstract boolean includes(Supplier<Caller> caller);

}
