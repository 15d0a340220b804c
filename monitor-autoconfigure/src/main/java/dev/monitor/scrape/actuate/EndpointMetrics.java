package dev.monitor.scrape.actuate;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.monitor.scrape.MetricsSource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.ProducibleOperationArgumentResolver;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.util.InvalidMimeTypeException;

/**
 * {@link MetricsSource} that asks the Prometheus endpoint, without a web server. Chooses
 * the format as the endpoint does there; whatever a client accepts, it gets one.
 */
public final class EndpointMetrics implements MetricsSource {

	private final PrometheusScrapeEndpoint endpoint;

	private final SharedScrapes scrapes;

	/**
	 * Create the source.
	 * @param endpoint renders the metrics
	 * @param scrapes lets scrapes at the same time share a rendering
	 */
	public EndpointMetrics(PrometheusScrapeEndpoint endpoint, SharedScrapes scrapes) {
		this.endpoint = endpoint;
		this.scrapes = scrapes;
	}

	@Override
	public @Nullable Metrics render(List<String> accept, Set<String> names) {
		PrometheusOutputFormat format = format(accept);
		Set<String> selection = names.isEmpty() ? null : names;
		Object result = this.scrapes.get(format, selection, () -> this.endpoint.scrape(format, selection));
		return (result instanceof WebEndpointResponse<?> response && response.getBody() instanceof byte[] body)
				? new Metrics(format.getProducedMimeType().toString(), body) : null;
	}

	static PrometheusOutputFormat format(List<String> accept) {
		try {
			return Objects.requireNonNullElse(
					new ProducibleOperationArgumentResolver(() -> accept).resolve(PrometheusOutputFormat.class),
					PrometheusOutputFormat.CONTENT_TYPE_004);
		}
		catch (InvalidMimeTypeException ex) {
			return PrometheusOutputFormat.CONTENT_TYPE_004;
		}
	}

}
