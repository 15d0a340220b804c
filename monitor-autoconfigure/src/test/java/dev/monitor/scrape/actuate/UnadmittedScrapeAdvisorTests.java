package dev.monitor.scrape.actuate;

import dev.monitor.scrape.servlet.ScrapeAccessFilter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class UnadmittedScrapeAdvisorTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final OperationInvoker metrics = (context) -> "metrics";

	@AfterEach
	void forgetTheRequest() {
		RequestContextHolder.resetRequestAttributes();
	}

	@Test
	void admittedRequestReachesTheEndpoint() {
		this.request.setAttribute(ScrapeAccessFilter.ADMITTED_ATTRIBUTE, true);
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(this.request));
		assertThat(invoke(advise("prometheus"))).isEqualTo("metrics");
	}

	@Test
	void requestTheFilterDidNotSeeGetsNotFound() {
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(this.request));
		assertNotFound();
	}

	@Test
	void callWithoutARequestGetsNotFound() {
		assertNotFound();
	}

	@Test
	void otherEndpointsAreLeftAlone() {
		assertThat(advise("health")).isSameAs(this.metrics);
	}

	private void assertNotFound() {
		assertThat(invoke(advise("prometheus"))).isInstanceOfSatisfying(WebEndpointResponse.class, (response) -> {
			assertThat(response.getStatus()).isEqualTo(404);
			assertThat(response.getBody()).isNull();
		});
	}

	private OperationInvoker advise(String endpoint) {
		return new UnadmittedScrapeAdvisor().apply(EndpointId.of(endpoint), OperationType.READ,
				mock(OperationParameters.class), this.metrics);
	}

	private static @Nullable Object invoke(OperationInvoker invoker) {
		return invoker.invoke(mock(InvocationContext.class));
	}

}
