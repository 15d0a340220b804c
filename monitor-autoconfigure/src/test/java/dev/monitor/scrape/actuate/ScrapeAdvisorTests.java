package dev.monitor.scrape.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.monitor.failure.Listeners;
import dev.monitor.scrape.ScrapeListener;
import dev.monitor.scrape.servlet.ScrapeAccessFilter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationArgumentResolver;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class ScrapeAdvisorTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final OperationInvoker metrics = (context) -> "metrics";

	private final List<String> told = new ArrayList<>();

	private final ScrapeListener listener = (format, nanos, bytes) -> this.told.add(format + " " + nanos + " " + bytes);

	private long nanos;

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
	void scrapesOfOneFormatAndSelectionShareARendering() {
		this.request.setAttribute(ScrapeAccessFilter.ADMITTED_ATTRIBUTE, true);
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(this.request));
		AtomicInteger renderings = new AtomicInteger();
		OperationInvoker invoker = advise("prometheus", (context) -> renderings.incrementAndGet());
		assertThat(invoker.invoke(context(null))).isEqualTo(1);
		assertThat(invoker.invoke(context(null))).isEqualTo(1);
		assertThat(invoker.invoke(context(""))).isEqualTo(2);
		assertThat(invoker.invoke(context("a,b"))).isEqualTo(3);
		assertThat(invoker.invoke(context(List.of("a", "b")))).isEqualTo(4);
		assertThat(invoker.invoke(context(List.of("a", "b")))).isEqualTo(4);
		assertThat(invoker.invoke(context(null))).isEqualTo(1);
	}

	@Test
	void whatIsSharedIsForAdmittedRequestsOnly() {
		this.request.setAttribute(ScrapeAccessFilter.ADMITTED_ATTRIBUTE, true);
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(this.request));
		OperationInvoker invoker = advise("prometheus", this.metrics);
		assertThat(invoker.invoke(context(null))).isEqualTo("metrics");
		this.request.removeAttribute(ScrapeAccessFilter.ADMITTED_ATTRIBUTE);
		assertThat(invoker.invoke(context(null))).isInstanceOf(WebEndpointResponse.class);
	}

	@Test
	void timeAndSizeOfARenderingAreTold() {
		this.request.setAttribute(ScrapeAccessFilter.ADMITTED_ATTRIBUTE, true);
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(this.request));
		OperationInvoker invoker = advise("prometheus", (context) -> {
			this.nanos += 7;
			return new WebEndpointResponse<>(new byte[10]);
		});
		invoker.invoke(context(null));
		invoker.invoke(context(null));
		assertThat(this.told).containsExactly("openmetrics 7 10");
	}

	private static InvocationContext context(@Nullable Object includedNames) {
		Map<String, Object> arguments = (includedNames != null) ? Map.of("includedNames", includedNames) : Map.of();
		return new InvocationContext(SecurityContext.NONE, arguments, OperationArgumentResolver
			.of(PrometheusOutputFormat.class, () -> PrometheusOutputFormat.CONTENT_TYPE_OPENMETRICS_100));
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
		return advise(endpoint, this.metrics);
	}

	private OperationInvoker advise(String endpoint, OperationInvoker invoker) {
		SharedScrapes scrapes = new SharedScrapes(new Listeners<>(List.of(this.listener)), () -> this.nanos);
		return new ScrapeAdvisor(scrapes).apply(EndpointId.of(endpoint), OperationType.READ,
				mock(OperationParameters.class), invoker);
	}

	private static @Nullable Object invoke(OperationInvoker invoker) {
		return invoker.invoke(mock(InvocationContext.class));
	}

}
