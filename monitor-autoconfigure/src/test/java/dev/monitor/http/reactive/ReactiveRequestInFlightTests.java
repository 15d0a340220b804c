package dev.monitor.http.reactive;

import java.util.Map;

import dev.monitor.http.RequestsInFlight;
import org.junit.jupiter.api.Test;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReactiveRequestInFlight}.
 */
class ReactiveRequestInFlightTests {

	private final RequestsInFlight requests = new RequestsInFlight(System::nanoTime);

	@Test
	void pathsOfOurOwnAreLeftOutBelowABasePathToo() {
		begin("/shop/actuator/prometheus", "/shop");
		assertThat(served()).isEmpty();
		begin("/actuator/shop/orders", "/actuator");
		assertThat(served()).isEqualTo(Map.of("UNKNOWN", 1));
	}

	private void begin(String uri, String basePath) {
		this.requests.begin(new ReactiveRequestInFlight(
				MockServerWebExchange.from(MockServerHttpRequest.get(uri).contextPath(basePath))));
	}

	private Map<String, Integer> served() {
		return this.requests.served("UNKNOWN", (path) -> path.startsWith("/actuator"));
	}

}
