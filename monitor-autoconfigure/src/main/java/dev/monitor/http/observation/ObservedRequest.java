package dev.monitor.http.observation;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a request before it is observed.
 */
interface ObservedRequest {

	/**
	 * Return the path.
	 * @return the path below that of the application, decoded
	 */
	String path();

	/**
	 * Return a header.
	 * @param name its name
	 * @return its first value, {@code null} if it was not sent
	 */
	@Nullable String header(String name);

}
