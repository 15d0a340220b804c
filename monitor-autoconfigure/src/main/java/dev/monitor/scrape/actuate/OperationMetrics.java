package dev.monitor.scrape.actuate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.monitor.scrape.MetricsSource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationArgumentResolver;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.ProducibleOperationArgumentResolver;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;

/**
 * {@link MetricsSource} that invokes the endpoint as a web server does, so that it is
 * whatever endpoint the application has under that name: Spring Boot's, one that extends
 * it, or one of its own.
 */
public final class OperationMetrics implements MetricsSource {

	private final WebEndpointsSupplier endpoints;

	private final ScrapeAdvisor advisor;

	private final UnaryOperator<@Nullable Object> results;

	/**
	 * Create the source.
	 * @param endpoints the endpoints that are exposed over the web
	 * @param advisor lets nobody else invoke the endpoint
	 * @param results waits for a result that is asynchronous, and leaves others as they
	 * are
	 */
	public OperationMetrics(WebEndpointsSupplier endpoints, ScrapeAdvisor advisor,
			UnaryOperator<@Nullable Object> results) {
		this.endpoints = endpoints;
		this.advisor = advisor;
		this.results = results;
	}

	@Override
	public @Nullable Metrics render(List<String> accept, Set<String> names) {
		WebOperation operation = operation();
		if (operation == null) {
			return null;
		}
		InvocationContext context = new InvocationContext(SecurityContext.NONE,
				names.isEmpty() ? Map.of() : Map.of("includedNames", names),
				OperationArgumentResolver.of(PrometheusOutputFormat.class, () -> EndpointMetrics.format(accept)),
				new ProducibleOperationArgumentResolver(() -> accept));
		Object result = this.results.apply(this.advisor.admit(() -> operation.invoke(context)));
		return metrics(result, operation.getRequestPredicate().getProduces().stream().findFirst().orElse("text/plain"));
	}

	private @Nullable WebOperation operation() {
		return this.endpoints.getEndpoints()
			.stream()
			.filter((endpoint) -> endpoint.getEndpointId().equals(ScrapeExposure.ENDPOINT))
			.flatMap((endpoint) -> endpoint.getOperations().stream())
			.filter((operation) -> operation.getType() == OperationType.READ
					&& operation.getRequestPredicate().getPath().indexOf('{') < 0)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable Metrics metrics(@Nullable Object result, String produced) {
		if (result instanceof WebEndpointResponse<?> response) {
			return (response.getStatus() == WebEndpointResponse.STATUS_OK)
					? metrics(response.getBody(), Objects.toString(response.getContentType(), produced)) : null;
		}
		if (result instanceof byte[] bytes) {
			return new Metrics(produced, bytes);
		}
		return (result instanceof CharSequence text)
				? new Metrics(produced, text.toString().getBytes(StandardCharsets.UTF_8)) : null;
	}

}
