package dev.monitor.scrape.actuate;

import dev.monitor.scrape.servlet.ScrapeAccessFilter;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * {@link OperationInvokerAdvisor} that answers 404 to a scrape which the
 * {@link ScrapeAccessFilter} has not admitted. However a request found its way to the
 * endpoint, by a spelling of the path or by a route the filter does not know, it gets
 * nothing unless the rule was applied to it.
 */
public final class UnadmittedScrapeAdvisor implements OperationInvokerAdvisor {

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		if (!endpointId.equals(ScrapeExposure.ENDPOINT)) {
			return invoker;
		}
		return (context) -> isAdmitted() ? invoker.invoke(context)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	private static boolean isAdmitted() {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		return request != null
				&& request.getAttribute(ScrapeAccessFilter.ADMITTED_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) != null;
	}

}
