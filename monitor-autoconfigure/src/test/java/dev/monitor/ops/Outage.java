package dev.monitor.ops;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Outages of an application {@code orders}, each in a cluster of its own: what its
 * instances do in each minute before the present one.
 */
public enum Outage {

	ALL_PODS_GONE(360, 4) {

		@Override
		@Nullable Minute at(int instance, int ago) {
			return (ago > 300) ? Minute.WELL : null;
		}

	},

	EVERY_REQUEST_503(120, 4) {

		@Override
		Minute at(int instance, int ago) {
			return (ago > START) ? Minute.WELL : new Minute(true, false, 0, RATE, 0, 0.02);
		}

	},

	THREE_OF_FOUR_GONE(120, 4) {

		@Override
		@Nullable Minute at(int instance, int ago) {
			return (instance == 0 || ago > 30) ? Minute.WELL : null;
		}

	},

	OVERLOAD_429(120, 4) {

		@Override
		Minute at(int instance, int ago) {
			return (ago > START) ? Minute.WELL : new Minute(true, false, RATE * 0.11, 0, RATE * 0.89, 18);
		}

	},

	ONE_OF_THIRTY(120, 30) {

		@Override
		Minute at(int instance, int ago) {
			return (instance != 17 || ago > START) ? Minute.WELL : new Minute(true, false, 0, RATE, 0, 0.02);
		}

	},

	SLOW(120, 4) {

		@Override
		Minute at(int instance, int ago) {
			return (ago > START) ? Minute.WELL : new Minute(true, false, RATE / 10, 0, 0, 14.5);
		}

	},

	NO_TRAFFIC(120, 4) {

		@Override
		Minute at(int instance, int ago) {
			return (ago > START) ? Minute.WELL : new Minute(true, false, 0, 0, 0, 0);
		}

	},

	/**
	 * Four old instances stop as they should, and four new ones never answer.
	 */
	NEVER_ANSWERS(120, 8) {

		@Override
		@Nullable Minute at(int instance, int ago) {
			if (instance < 4) {
				return (ago > START + 1) ? Minute.WELL : (ago > START) ? Minute.STOPPING : null;
			}
			return (ago > START) ? null : Minute.SILENT;
		}

	};

	/**
	 * Requests of an instance in a minute.
	 */
	static final double RATE = 600;

	/**
	 * Since how many minutes most outages last.
	 */
	private static final int START = 40;

	private final int minutes;

	private final int instances;

	Outage(int minutes, int instances) {
		this.minutes = minutes;
		this.instances = instances;
	}

	/**
	 * Return the name of its cluster, which is also that of its picture.
	 */
	public String cluster() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return how many minutes are to be looked at.
	 */
	public int minutes() {
		return this.minutes;
	}

	int instances() {
		return this.instances;
	}

	/**
	 * Return what an instance does.
	 * @param instance its number, from 0 on
	 * @param ago minutes before now
	 * @return {@code null} if there is no such target
	 */
	abstract @Nullable Minute at(int instance, int ago);

	/**
	 * A minute of an instance.
	 *
	 * @param answers whether it can be scraped
	 * @param stopping whether it has begun to stop
	 * @param served requests that were served
	 * @param failed requests that ended in a server error
	 * @param rejected requests that were rejected with 429
	 * @param seconds time of each that was not rejected
	 */
	record Minute(boolean answers, boolean stopping, double served, double failed, double rejected, double seconds) {

		static final Minute WELL = new Minute(true, false, RATE * 0.9998, RATE * 0.0002, 0, 0.02);

		static final Minute STOPPING = new Minute(true, true, RATE, 0, 0, 0.02);

		static final Minute SILENT = new Minute(false, false, 0, 0, 0, 0);

	}

}
