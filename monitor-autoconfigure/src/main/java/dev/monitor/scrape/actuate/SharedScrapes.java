package dev.monitor.scrape.actuate;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.monitor.failure.Listeners;
import dev.monitor.http.SharedRendering;
import dev.monitor.scrape.ScrapeListener;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;

/**
 * Scrapes of the Prometheus endpoint that share a rendering, and what they tell
 * {@link ScrapeListener listeners}. Thread-safe.
 */
public final class SharedScrapes {

	/**
	 * The names of all output formats.
	 */
	public static final List<String> FORMATS = Arrays.stream(PrometheusOutputFormat.values())
		.map(SharedScrapes::name)
		.toList();

	private final SharedRendering<Key, Object> renderings;

	private final Listeners<ScrapeListener> listeners;

	private final LongSupplier nanoTime;

	/**
	 * Create without a rendering.
	 * @param listeners hear of each rendering
	 * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
	 */
	public SharedScrapes(Listeners<ScrapeListener> listeners, LongSupplier nanoTime) {
		this.renderings = new SharedRendering<>(nanoTime);
		this.listeners = listeners;
		this.nanoTime = nanoTime;
	}

	/**
	 * Return a rendering.
	 * @param format the output format
	 * @param selection what is wanted, {@code null} for all; compared with equals
	 * @param scrape asks the endpoint
	 * @return what the endpoint has said, a response with status 503 if another rendering
	 * takes too long
	 */
	Object get(PrometheusOutputFormat format, @Nullable Object selection, Supplier<Object> scrape) {
		Object result = this.renderings.get(new Key(format, selection), () -> observe(format, scrape));
		return (result != null) ? result : new WebEndpointResponse<>(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
	}

	private Object observe(PrometheusOutputFormat format, Supplier<Object> scrape) {
		long start = this.nanoTime.getAsLong();
		Object result = scrape.get();
		if (result instanceof WebEndpointResponse<?> response && response.getBody() instanceof byte[] body) {
			long nanos = this.nanoTime.getAsLong() - start;
			this.listeners.tell((listener) -> listener.rendered(name(format), nanos, body.length));
		}
		return result;
	}

	private static String name(PrometheusOutputFormat format) {
		return switch (format) {
			case CONTENT_TYPE_004 -> "text";
			case CONTENT_TYPE_OPENMETRICS_100 -> "openmetrics";
			case CONTENT_TYPE_PROTOBUF -> "protobuf";
		};
	}

	private record Key(PrometheusOutputFormat format, @Nullable Object selection) {

	}

}
