package dev.monitor.http.servlet;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.monitor.http.RequestsInFlight;
import jakarta.servlet.FilterChain;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServletRequestInFlight}.
 */
class ServletRequestInFlightTests {

	private final RequestsInFlight requests = new RequestsInFlight(System::nanoTime);

	@Test
	void pathsOfOurOwnAreLeftOutBelowAContextPathToo() throws Exception {
		MockHttpServletRequest scrape = new MockHttpServletRequest("GET", "/shop/actuator/prometheus");
		scrape.setContextPath("/shop");
		assertThat(servedDuring(scrape)).isEmpty();
		MockHttpServletRequest order = new MockHttpServletRequest("GET", "/actuator/shop/orders");
		order.setContextPath("/actuator");
		assertThat(servedDuring(order)).isEqualTo(Map.of("UNKNOWN", 1));
	}

	/**
	 * Patterns are those below the path of Spring's servlet.
	 */
	@Test
	void pathsOfOurOwnAreLeftOutWhateverTheirPattern() throws Exception {
		MockHttpServletRequest scrape = new MockHttpServletRequest("GET", "/actuator/api/prometheus");
		scrape.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/prometheus");
		assertThat(servedDuring(scrape)).isEmpty();
	}

	/**
	 * Ask as others do, since a request that asks is left out.
	 */
	private Map<String, Integer> servedDuring(MockHttpServletRequest request) throws Exception {
		Map<String, Integer> served = new HashMap<>();
		FilterChain chain = (passed, response) -> CompletableFuture
			.runAsync(() -> served.putAll(this.requests.served("UNKNOWN", (path) -> path.startsWith("/actuator"))))
			.join();
		new InFlightFilter(this.requests).doFilter(request, new MockHttpServletResponse(), chain);
		return served;
	}

}
