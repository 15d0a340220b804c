package dev.monitor.http;

import java.util.List;
import java.util.Map;

/**
 * A request without a front.
 *
 * @param method the method
 * @param path the path
 * @param headers values by name in lower case
 * @param caller who sent it
 */
public record TestRequest(String method, String path, Map<String, List<String>> headers,
		Caller caller) implements HttpRequest {

	/**
	 * Create the request of a caller on this machine.
	 * @param method the method
	 * @param path the path
	 * @param headers values by name in lower case
	 */
	public TestRequest(String method, String path, Map<String, List<String>> headers) {
		this(method, path, headers, new Caller("127.0.0.1", "127.0.0.1", "localhost", false, false));
	}

	@Override
	public List<String> header(String name) {
		return this.headers.getOrDefault(name, List.of());
	}

}
