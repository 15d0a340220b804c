package dev.monitor.concurrency.servlet;

import java.util.List;

import dev.monitor.http.RequestMark;
import dev.monitor.http.spring.PathPatterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class ExclusionsTests {

	private final Exclusions exclusions = new Exclusions(
			PathPatterns.parse("exclude", List.of("/actuator/**", "/assets/**", "/api/*/ping"))::match, null);

	@ParameterizedTest
	@ValueSource(
			strings = { "/actuator", "/actuator/", "/actuator/health", "/assets", "/assets/a/b.css", "/api/1/ping" })
	void pathsThatAreExcluded(String path) {
		assertThat(this.exclusions.contain(request(path))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/actuators", "/actuator-like/health", "/api/1/2/ping", "/orders/actuator" })
	void pathsThatAreNot(String path) {
		assertThat(this.exclusions.contain(request(path))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders/../actuator/health", "/actuator;a=b/health", "/%61ctuator/health",
			"//actuator/health" })
	void pathThatIsDressedUpIsNotExcluded(String uri) {
		MockHttpServletRequest request = request("/actuator/health");
		request.setRequestURI(uri);
		assertThat(this.exclusions.contain(request)).isFalse();
	}

	@Test
	void contextPathDoesNotCount() {
		MockHttpServletRequest request = request("/actuator/health");
		request.setContextPath("/shop");
		request.setRequestURI("/shop/actuator/health");
		assertThat(this.exclusions.contain(request)).isTrue();
	}

	@Test
	void pathBehindAServletPrefixIsWhole() {
		Exclusions prefixed = new Exclusions("/app/actuator/health"::equals, null);
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/app/actuator/health");
		request.setServletPath("/app");
		request.setPathInfo("/actuator/health");
		assertThat(prefixed.contain(request)).isTrue();
		assertThat(this.exclusions.contain(request)).isFalse();
	}

	@Test
	void preflightIsExcludedAndOtherOptionsRequestsAreNot() {
		MockHttpServletRequest request = new MockHttpServletRequest("OPTIONS", "/orders");
		request.setServletPath("/orders");
		assertThat(this.exclusions.contain(request)).isFalse();
		request.addHeader("Origin", "https://shop.example");
		assertThat(this.exclusions.contain(request)).isFalse();
		request.addHeader("Access-Control-Request-Method", "PUT");
		assertThat(this.exclusions.contain(request)).isTrue();
		request.setMethod("GET");
		assertThat(this.exclusions.contain(request)).isFalse();
	}

	@Test
	void withoutPathsNothingIsExcluded() {
		assertThat(new Exclusions((path) -> false, null).contain(request("/actuator"))).isFalse();
	}

	@Test
	void whatMonitorSendsItselfIsExcludedAndWhatClaimsToBeIsNot() {
		RequestMark mark = RequestMark.random(false);
		Exclusions own = new Exclusions((path) -> false, mark);
		MockHttpServletRequest request = request("/orders");
		assertThat(own.contain(request)).isFalse();
		request.addHeader(RequestMark.HEADER, mark.value());
		assertThat(own.contain(request)).isTrue();
		MockHttpServletRequest forged = request("/orders");
		forged.addHeader(RequestMark.HEADER, RequestMark.random(false).value());
		assertThat(own.contain(forged)).isFalse();
	}

	private static MockHttpServletRequest request(String path) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
		request.setServletPath(path);
		return request;
	}

}
