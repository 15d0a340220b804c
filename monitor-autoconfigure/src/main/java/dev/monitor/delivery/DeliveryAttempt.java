package dev.monitor.delivery;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver: to return is to have delivered.
 *
 * @param <T> what it returns
 * @param <E> what it throws
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
@FunctionalInterface
public interface DeliveryAttempt<T extends @Nullable Object, E extends Exception> {

	/**
	 * Deliver.
	 * @return anything, such as the answer
	 * @throws E if it could not be delivered
	 */
	T call() throws E;

}
