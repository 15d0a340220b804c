package dev.monitor.scrape.actuate;

import java.util.function.Supplier;

import dev.monitor.scrape.servlet.ScrapeAccessFilter;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * {@link OperationInvokerAdvisor} that answers 404 to a scrape which neither the
 * {@link ScrapeAccessFilter} nor {@link #admit} has let in, and lets the others share a
 * rendering. However a request found its way to the endpoint, by a spelling of the path
 * or by a route the filter does not know, it gets nothing unless the rule was applied to
 * it.
 */
public final class ScrapeAdvisor implements OperationInvokerAdvisor {

	private static final WebEndpointResponse<?> NOT_FOUND = new WebEndpointResponse<>(
			WebEndpointResponse.STATUS_NOT_FOUND);

	private final SharedScrapes scrapes;

	/**
	 * Set on a thread that has been let in.
	 */
	private final ThreadLocal<Boolean> admitted = new ThreadLocal<>();

	/**
	 * Create the advisor.
	 * @param scrapes lets scrapes at the same time share a rendering
	 */
	public ScrapeAdvisor(SharedScrapes scrapes) {
		this.scrapes = scrapes;
	}

	/**
	 * Let the calling thread invoke the endpoint, for a request that was judged.
	 * @param invocation invokes it
	 * @return what the endpoint has said
	 */
	@Nullable Object admit(Supplier<@Nullable Object> invocation) {
		this.admitted.set(true);
		try {
			return invocation.get();
		}
		finally {
			this.admitted.remove();
		}
	}

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		if (!endpointId.equals(ScrapeExposure.ENDPOINT)) {
			return invoker;
		}
		return (context) -> isAdmitted() ? scrape(context, invoker) : NOT_FOUND;
	}

	private Object scrape(InvocationContext context, OperationInvoker invoker) {
		PrometheusOutputFormat format = context.resolveArgument(PrometheusOutputFormat.class);
		Object selection = context.getArguments().get("includedNames");
		return (format != null) ? this.scrapes.get(format, selection, () -> invoke(context, invoker))
				: invoke(context, invoker);
	}

	private static Object invoke(InvocationContext context, OperationInvoker invoker) {
		Object result = invoker.invoke(context);
		return (result != null) ? result : NOT_FOUND;
	}

	private boolean isAdmitted() {
		if (this.admitted.get() != null) {
			return true;
		}
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		return request != null
				&& request.getAttribute(ScrapeAccessFilter.ADMITTED_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) != null;
	}

}
