package dev.monitor.http.observation;

import dev.monitor.http.servlet.ServletPaths;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What can only be loaded with the Servlet API.
 */
final class ServletRequests {

	private ServletRequests() {
	}

	static @Nullable ObservedRequest of(@Nullable Object carrier) {
		return (carrier instanceof HttpServletRequest request) ? new ServletRequest(request) : null;
	}

	private record ServletRequest(HttpServletRequest request) implements ObservedRequest {

		@Override
		public String path() {
			return ServletPaths.of(this.request);
		}

		@Override
		public @Nullable String header(String name) {
			return this.request.getHeader(name);
		}

	}

}
