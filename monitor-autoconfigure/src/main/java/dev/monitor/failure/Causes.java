package dev.monitor.failure;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * A failure and what caused it. Causes can go round in circles, so there is a bound.
 */
public final class Causes {

	private Causes() {
	}

	/**
	 * Go through a failure and its causes, each asked for when it is its turn.
	 * @param failure where to begin
	 * @param most how many to go through, the failure among them
	 * @return the failure, its cause, the cause of that and so on
	 */
	public static Iterable<Throwable> of(Throwable failure, int most) {
		return () -> Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause).limit(most).iterator();
	}

}
