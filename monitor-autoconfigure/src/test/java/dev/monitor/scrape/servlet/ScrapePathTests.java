package dev.monitor.scrape.servlet;

import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletMapping;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class ScrapePathTests {

	private final ScrapePath path = new ScrapePath(() -> "/actuator/prometheus");

	@Test
	void pathOfTheDefaultServletIsCompared() {
		assertThat(matches("/actuator/prometheus", null, "dispatcherServlet")).isTrue();
		assertThat(matches("/actuator/prometheus/", null, "dispatcherServlet")).isFalse();
		assertThat(matches("/actuator/prometheus2", null, "dispatcherServlet")).isFalse();
		assertThat(matches("/x/actuator/prometheus", null, "dispatcherServlet")).isFalse();
	}

	@Test
	void pathBelowTheDispatcherServletIsCompared() {
		assertThat(matches("/api", "/actuator/prometheus", "dispatcherServlet")).isTrue();
		assertThat(matches("/api", "/other", "dispatcherServlet")).isFalse();
	}

	@Test
	void pathBelowAnotherServletIsNotOurs() {
		assertThat(matches("/proxy", "/actuator/prometheus", "proxyServlet")).isFalse();
	}

	@Test
	void wholePathBelowAnyServletIsCompared() {
		assertThat(matches("", "/actuator/prometheus", "jersey")).isTrue();
		assertThat(matches("/actuator", "/prometheus", "endpoints")).isTrue();
	}

	@Test
	void whenNothingIsServedNothingMatches() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setServletPath("");
		assertThat(new ScrapePath(() -> "").matches(request)).isFalse();
	}

	private boolean matches(String servletPath, @Nullable String pathInfo, String servlet) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setServletPath(servletPath);
		request.setPathInfo(pathInfo);
		request.setHttpServletMapping(new MockHttpServletMapping("", "", servlet, MappingMatch.PATH));
		return this.path.matches(request);
	}

}
