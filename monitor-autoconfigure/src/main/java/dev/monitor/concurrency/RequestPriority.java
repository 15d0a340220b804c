package dev.monitor.concurrency;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Knows the priority of requests that no rule of the configuration names. Beans of this
 * type are asked in their order until one answers. Implementations are thread-safe and
 * quick: they are called on the thread of each such request, before it has a permit, and
 * before the application knows who sent it. A request of which one throws has the
 * priority {@link Priority#NORMAL}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
@FunctionalInterface
public interface RequestPriority {

	/**
	 * Return the priority of a request.
	 * @param request the request
	 * @return its priority; {@code null} if this bean does not know it
	 */
	@Nullable Priority of(Request request);

	/**
	 * A request that has not been let in. Valid while it is asked about.
	 */
	@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
	interface Request {

		/**
		 * Return the method.
		 * @return the method, as it was sent
		 */
		String method();

		/**
		 * Return the path inside the application, decoded, without query.
		 * @return the path, with a slash at its beginning or empty
		 */
		String path();

		/**
		 * Tell whether the path was sent as {@link #path()} returns it. One with escapes
		 * or parameters may lead the application elsewhere, so it should not raise a
		 * priority.
		 * @return whether that is so
		 */
		boolean isPathPlain();

		/**
		 * Return the first value of a header.
		 * @param name its name
		 * @return the value, {@code null} if it was not sent
		 */
		@Nullable String header(String name);

	}

}
