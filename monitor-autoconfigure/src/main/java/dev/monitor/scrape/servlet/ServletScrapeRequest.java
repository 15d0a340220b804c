package dev.monitor.scrape.servlet;

import java.util.Collections;

import dev.monitor.scrape.ProxyHeaders;
import dev.monitor.scrape.ScrapeRequest;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Reads a {@link ScrapeRequest} from the container's own request. Wrappers are passed by:
 * those that believe proxy headers hide them and put the address they claim in the place
 * of the peer's.
 */
final class ServletScrapeRequest {

	private ServletScrapeRequest() {
	}

	static ScrapeRequest of(HttpServletRequest request) {
		HttpServletRequest original = unwrap(request);
		return new ScrapeRequest(original.getMethod(), original.getRemoteAddr(), original.getLocalAddr(),
				original.getServerName(), isForwarded(original),
				Collections.list(original.getHeaders("Authorization")));
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
