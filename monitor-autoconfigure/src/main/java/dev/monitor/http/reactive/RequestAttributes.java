package dev.monitor.http.reactive;

/**
 * Attributes of a web server's own requests, which are read when a request is over.
 * Thread-safe.
 */
@FunctionalInterface
public interface RequestAttributes {

	/**
	 * Set an attribute.
	 * @param request the server's own request
	 * @param name name of the attribute
	 * @param value its value
	 * @return whether the request is one of this server's; if not, nothing was done
	 */
	boolean set(Object request, String name, Object value);

}
