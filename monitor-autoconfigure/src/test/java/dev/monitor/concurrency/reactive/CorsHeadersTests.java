package dev.monitor.concurrency.reactive;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.cors.reactive.CorsConfigurationSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CorsHeaders}.
 */
class CorsHeadersTests {

	@Test
	void aSourceThatFailsHarmsNoRejection() {
		CorsConfigurationSource source = (exchange) -> {
			throw new NoClassDefFoundError("on purpose");
		};
		MockServerWebExchange exchange = MockServerWebExchange
			.from(MockServerHttpRequest.get("http://localhost/").header("Origin", "http://a.example"));
		assertThat(new CorsHeaders(() -> List.of(source), List::of).add(exchange)).isNull();
		assertThat(exchange.getResponse().getHeaders().getAccessControlAllowOrigin()).isNull();
	}

}
