package dev.monitor.concurrency;

import java.util.function.Consumer;

/**
 * Decides which requests are served. Thread-safe.
 */
interface AdmissionControl {

	/**
	 * Decide as {@link ConcurrencyLimit#enter(long)} does.
	 */
	Decision enter(long nanosLeft);

	/**
	 * Decide as {@link ConcurrencyLimit#enter(long, Consumer)} does.
	 */
	Entry enter(long nanosLeft, Consumer<? super Decision> answer);

}
