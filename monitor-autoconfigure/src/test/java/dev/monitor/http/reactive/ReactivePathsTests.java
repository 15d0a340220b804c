package dev.monitor.http.reactive;

import java.net.URI;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReactivePaths}.
 */
class ReactivePathsTests {

	@ParameterizedTest
	@CsvSource({ "/health, /health", "/health;a=b, /health", "/%68ealth?a=/x, /health", "/a//health, /a//health",
			"/a/../health, /a/../health", "/health/, /health/", "/a%2Fb, /a%2Fb", "/a%20b;c/d, /a b/d", "/, /",
			"/%2e%2e/health, /../health" })
	void aPathIsReadAsPatternsReadIt(String sent, String path) {
		assertThat(ReactivePaths.of(request(sent).build())).isEqualTo(path);
		assertThat(PathPatternParser.defaultInstance.parse("/health")
			.matches(request(sent).build().getPath().pathWithinApplication())).isEqualTo(path.equals("/health"));
	}

	@ParameterizedTest
	@CsvSource({ "/shop/health, /health", "/shop, ''" })
	void whatStandsBeforeTheApplicationIsLeftOut(String sent, String path) {
		ServerHttpRequest request = request(sent).contextPath("/shop").build();
		assertThat(ReactivePaths.of(request)).isEqualTo(path);
	}

	private static MockServerHttpRequest.BodyBuilder request(String sent) {
		return MockServerHttpRequest.method(HttpMethod.GET, URI.create(sent));
	}

}
