package dev.monitor.failure;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A failure and what caused it. Causes can go round in circles, so there is a bound.
 */
public final class Causes {

	private static final int MOST_WRAPPERS = 10;

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

	/**
	 * Return what was thrown before reflection, a future or a proxy wrapped it.
	 * @param failure what came out
	 * @return the first that is no such wrapper, or that has no cause
	 */
	public static Throwable unwrapped(Throwable failure) {
		return unwrapped(failure,
				(wrapper) -> wrapper instanceof InvocationTargetException
						|| wrapper instanceof UndeclaredThrowableException || wrapper instanceof ExecutionException
						|| wrapper instanceof CompletionException);
	}

	/**
	 * Return what was thrown before it was wrapped.
	 * @param failure what came out
	 * @param wrapper tells what is a wrapper
	 * @return the first that is no wrapper, or that has no cause
	 */
	public static Throwable unwrapped(Throwable failure, Predicate<Throwable> wrapper) {
		Throwable last = failure;
		for (Throwable current : of(failure, MOST_WRAPPERS)) {
			last = current;
			if (!wrapper.test(current)) {
				break;
			}
		}
		return last;
	}

}
