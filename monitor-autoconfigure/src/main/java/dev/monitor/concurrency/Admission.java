package dev.monitor.concurrency;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import org.apiguardian.api.API;

/**
 * What became of somebody who asked for a permit.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public enum Admission {

	/**
	 * A permit was given; the caller must release it.
	 */
	ADMITTED,

	/**
	 * All permits were taken, and no further request could wait.
	 */
	QUEUE_FULL,

	/**
	 * No permit became free in the time there was to wait.
	 */
	WAIT_TIMEOUT,

	/**
	 * The asker's own deadline came first. Only those who know deadlines say so; the
	 * {@link ConcurrencyLimiter} does not.
	 */
	DEADLINE,

	/**
	 * The wait was cut off, or not begun, because the application is stopping.
	 */
	SHUTDOWN,

	/**
	 * The wait was cut off because a request of higher {@link Priority} has to wait. Only
	 * where requests have priorities.
	 */
	DISPLACED;

	/**
	 * All that are not {@link #ADMITTED}. Immutable.
	 */
	public static final Set<Admission> REJECTIONS = Collections
		.unmodifiableSet(EnumSet.complementOf(EnumSet.of(ADMITTED)));

	/**
	 * Those of {@link #REJECTIONS} that there are where requests have no priorities.
	 * Immutable.
	 */
	static final Set<Admission> UNRANKED_REJECTIONS = Collections
		.unmodifiableSet(EnumSet.complementOf(EnumSet.of(ADMITTED, DISPLACED)));

	private final String reason = name().toLowerCase(Locale.ROOT);

	/**
	 * Return the name in the form that metrics and responses show.
	 * @return lower case with underscores
	 */
	public String reason() {
		return this.reason;
	}

}
