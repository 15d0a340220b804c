package dev.monitor.concurrency.cors;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import dev.monitor.concurrency.servlet.RejectionHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;

/**
 * {@link RejectionHeaders} that let pages of other origins read a rejection, its
 * {@code Retry-After} too, where the application would let them read its answer: the
 * first source that knows the request decides. A request is never refused here. Costs
 * nothing without a foreign {@code Origin}. Thread-safe.
 */
public final class CorsHeaders implements RejectionHeaders {

	private static final Logger logger = LoggerFactory.getLogger(CorsHeaders.class);

	private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

	private static final String EXPOSE_HEADERS = "Access-Control-Expose-Headers";

	private static final String RETRY_AFTER = "Retry-After";

	private final Supplier<List<CorsConfigurationSource>> sources;

	/**
	 * Create the headers.
	 * @param sources what the application says, asked for with each such rejection
	 */
	public CorsHeaders(Supplier<List<CorsConfigurationSource>> sources) {
		this.sources = sources;
	}

	@Override
	public void add(HttpServletRequest request, HttpServletResponse response) {
		if (request.getHeader("Origin") == null) {
			return;
		}
		try {
			if (response.getHeader(ALLOW_ORIGIN) != null) {
				expose(response.getHeaders(EXPOSE_HEADERS), response);
			}
			else if (CorsUtils.isCorsRequest(request)) {
				allow(new RequestWithoutBody(request), response);
			}
		}
		catch (RuntimeException | Error ex) {
			logger.debug("CORS headers of a rejection could not be found", ex);
		}
	}

	private void allow(HttpServletRequest request, HttpServletResponse response) {
		CorsConfiguration configuration = configuration(request);
		if (configuration == null) {
			return;
		}
		response.addHeader("Vary", "Origin");
		String origin = configuration.checkOrigin(request.getHeader("Origin"));
		if (origin == null || configuration.checkHttpMethod(HttpMethod.valueOf(request.getMethod())) == null) {
			return;
		}
		response.setHeader(ALLOW_ORIGIN, origin);
		if (Boolean.TRUE.equals(configuration.getAllowCredentials())) {
			response.setHeader("Access-Control-Allow-Credentials", "true");
		}
		List<String> exposed = configuration.getExposedHeaders();
		if (exposed != null) {
			exposed.forEach((name) -> response.addHeader(EXPOSE_HEADERS, name));
		}
		expose((exposed != null) ? exposed : List.of(), response);
	}

	private @Nullable CorsConfiguration configuration(HttpServletRequest request) {
		for (CorsConfigurationSource source : this.sources.get()) {
			CorsConfiguration configuration = source.getCorsConfiguration(request);
			if (configuration != null) {
				return configuration;
			}
		}
		return null;
	}

	private static void expose(Collection<String> exposed, HttpServletResponse response) {
		if (exposed.stream().noneMatch((names) -> names.regionMatches(true, 0, RETRY_AFTER, 0, RETRY_AFTER.length()))) {
			response.addHeader(EXPOSE_HEADERS, RETRY_AFTER);
		}
	}

}
