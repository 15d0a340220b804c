package dev.monitor.warmup.autoconfigure;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.monitor.property.ExpectedStatusProperty;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.warmup.autoconfigure.WarmupProperties.Request;
import dev.monitor.warmup.http.WarmupRequest;

/**
 * Reads {@code monitor.warmup.requests} and refuses what cannot be sent.
 */
final class ConfiguredRequests {

	private ConfiguredRequests() {
	}

	static List<WarmupRequest> from(WarmupProperties properties, String contextPath) {
		List<WarmupRequest> requests = new ArrayList<>();
		for (int i = 0; i < properties.getRequests().size(); i++) {
			requests.add(request("monitor.warmup.requests[" + i + "].", properties.getRequests().get(i), contextPath));
		}
		return requests;
	}

	private static WarmupRequest request(String prefix, Request request, String contextPath) {
		String path = request.getPath();
		if (path == null || !path.startsWith("/") || !isUri(path)) {
			throw new InvalidPropertyException(prefix + "path", path, "is not a path",
					"Write a path that starts with '/', such as /orders?limit=1, with special characters encoded.");
		}
		if (request.getCount() < 1) {
			throw new InvalidPropertyException(prefix + "count", request.getCount(), "is less than 1",
					"Write how many times to send the request, or remove the property to send it once.");
		}
		WarmupRequest result = new WarmupRequest(request.getMethod().toUpperCase(Locale.ROOT), contextPath + path,
				request.getHeaders(), request.getBody(), request.getCount(),
				ExpectedStatusProperty.parse(prefix + "expected-status", request.getExpectedStatus()));
		checkSendable(prefix, result);
		return result;
	}

	private static boolean isUri(String path) {
		try {
			URI uri = URI.create(path);
			return uri.getHost() == null && uri.getScheme() == null;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static void checkSendable(String prefix, WarmupRequest request) {
		HttpRequest.Builder builder = HttpRequest.newBuilder();
		try {
			builder.method(request.method(), HttpRequest.BodyPublishers.noBody());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(prefix + "method", request.method(), "is not an HTTP method",
					"Write an HTTP method such as GET or POST.");
		}
		request.headers().forEach((name, value) -> {
			try {
				builder.setHeader(name, value);
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidPropertyException(prefix + "headers." + name, null, "cannot be sent as a header",
						"Write a valid header name and a value without line breaks; Host, Connection and the like are set by the client.");
			}
		});
	}

}
