package dev.monitor.http.reactive;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;

/**
 * The request of the web server below a reactive application, whatever has been put
 * around it.
 */
public final class NativeRequest {

	private NativeRequest() {
	}

	/**
	 * Return the server's own request.
	 * @param request the request as the application sees it
	 * @return that of Reactor Netty or a servlet container; {@code null} if no server has
	 * sent it, as in a test
	 */
	public static @Nullable Object of(ServerHttpRequest request) {
		try {
			return ServerHttpRequestDecorator.getNativeRequest(request);
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			return null;
		}
	}

}
