package dev.monitor.http.servlet;

import java.util.Collections;

import dev.monitor.http.Caller;
import dev.monitor.http.ProxyHeaders;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Reads the {@link Caller} from the container's own request. Wrappers are passed by:
 * those that believe proxy headers hide them and put the address they claim in the place
 * of the peer's.
 */
public final class ServletCaller {

	private ServletCaller() {
	}

	/**
	 * Read the caller.
	 * @param request the request, in wrappers or not
	 * @return who sent it, whatever proxy headers claim
	 */
	public static Caller of(HttpServletRequest request) {
		HttpServletRequest original = unwrap(request);
		return new Caller(original.getRemoteAddr(), original.getLocalAddr(), original.getServerName(),
				isForwarded(original));
	}

	private static HttpServletRequest unwrap(HttpServletRequest request) {
		ServletRequest current = request;
		HttpServletRequest innermost = request;
		while (current instanceof ServletRequestWrapper wrapper) {
			current = wrapper.getRequest();
			if (current instanceof HttpServletRequest httpRequest) {
				innermost = httpRequest;
			}
		}
		return innermost;
	}

	private static boolean isForwarded(HttpServletRequest request) {
		return Collections.list(request.getHeaderNames()).stream().anyMatch(ProxyHeaders::contains);
	}

}
