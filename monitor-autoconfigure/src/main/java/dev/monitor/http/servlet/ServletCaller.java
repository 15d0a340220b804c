package dev.monitor.http.servlet;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import dev.monitor.http.Caller;
import dev.monitor.http.ConnectionEnds;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@link Caller} from the container's own request. Wrappers are passed by:
 * those that believe proxy headers hide them and put the address they claim in the place
 * of the peer's. What a container itself does of that kind, an adapter to it tells by the
 * attribute {@link #ENDS}.
 */
public final class ServletCaller {

	/**
	 * Name of the request attribute with a {@link Supplier} of {@link ConnectionEnds}.
	 */
	public static final String ENDS = ServletCaller.class.getName() + ".ENDS";

	/**
	 * Set by Tomcat if it trusts the peer as a proxy, whether or not the peer is one.
	 */
	private static final String TOMCAT_FORWARDED = "org.apache.tomcat.request.forwarded";

	private ServletCaller() {
	}

	/**
	 * Read the caller.
	 * @param request the request, in wrappers or not
	 * @return who sent it, whatever proxy headers claim
	 */
	public static Caller of(HttpServletRequest request) {
		HttpServletRequest original = unwrap(request);
		return ends(original).caller(original.getProtocol(), original.getServerName() + ':' + original.getServerPort(),
				headers(original));
	}

	/**
	 * Read the caller, where requests may be those of another server too.
	 * @param request the server's own request
	 * @return who sent it, {@code null} if it is none of a servlet container
	 */
	public static @Nullable Caller ofContainer(Object request) {
		return (request instanceof HttpServletRequest httpRequest) ? of(httpRequest) : null;
	}

	private static ConnectionEnds ends(HttpServletRequest request) {
		if (request.getAttribute(ENDS) instanceof Supplier<?> supplier
				&& supplier.get() instanceof ConnectionEnds ends) {
			return ends;
		}
		return new ConnectionEnds(request.getRemoteAddr(), request.getLocalAddr(),
				request.getAttribute(TOMCAT_FORWARDED) != null);
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

	private static Map<String, List<String>> headers(HttpServletRequest request) {
		Map<String, List<String>> headers = new TreeMap<>();
		for (String name : Collections.list(request.getHeaderNames())) {
			headers.put(name.toLowerCase(Locale.ROOT), Collections.list(request.getHeaders(name)));
		}
		return headers;
	}

}
