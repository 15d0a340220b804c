package dev.monitor.http.reactive;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Paths of requests as Spring WebFlux compares them with patterns.
 */
public final class ReactivePaths {

	private ReactivePaths() {
	}

	/**
	 * Return the path below {@code spring.webflux.base-path}, decoded and without
	 * parameters. Slashes that follow each other or are encoded, and dots, stay as they
	 * are, since they lead WebFlux to other handlers.
	 * @param request the request
	 * @return the path, with a slash at its beginning or empty
	 */
	public static String of(ServerHttpRequest request) {
		PathContainer path = request.getPath().pathWithinApplication();
		String value = path.value();
		return (value.indexOf('%') < 0 && value.indexOf(';') < 0) ? value : decoded(path);
	}

	private static String decoded(PathContainer path) {
		StringBuilder decoded = new StringBuilder();
		for (PathContainer.Element element : path.elements()) {
			String value = (element instanceof PathSegment segment) ? segment.valueToMatch() : element.value();
			boolean separator = !(element instanceof PathSegment);
			decoded.append((separator || value.indexOf('/') < 0) ? value : element.value());
		}
		return decoded.toString();
	}

}
