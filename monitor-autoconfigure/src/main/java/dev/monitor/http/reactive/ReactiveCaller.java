package dev.monitor.http.reactive;

import java.util.Map;

import dev.monitor.http.Caller;
import dev.monitor.http.ConnectionEnds;
import dev.monitor.http.servlet.ServletCaller;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.ClassUtils;

/**
 * Reads the {@link Caller} from the server's own request. What stands around it is passed
 * by: filters and {@code ForwardedHeaderTransformer} put the address that a proxy header
 * claims in the place of the peer's, and take the header out.
 */
final class ReactiveCaller {

	static final boolean NETTY = isPresent("reactor.netty.http.server.HttpServerRequest");

	private static final boolean SERVLET = isPresent("jakarta.servlet.http.HttpServletRequest");

	private static final Caller UNKNOWN = new ConnectionEnds(null, null, true).caller("", "", Map.of());

	private ReactiveCaller() {
	}

	/**
	 * Read the caller.
	 * @param request the request as filters see it
	 * @return who sent it, whatever proxy headers claim; one that is not on this machine
	 * if the server is not known, as in a mock environment
	 */
	public static Caller of(ServerHttpRequest request) {
		Object original = NativeRequest.of(request);
		Caller caller = null;
		if (NETTY && original != null) {
			caller = NettyCaller.of(original);
		}
		if (SERVLET && original != null && caller == null) {
			caller = ServletCaller.ofContainer(original);
		}
		return (caller != null) ? caller : UNKNOWN;
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, ReactiveCaller.class.getClassLoader());
	}

}
