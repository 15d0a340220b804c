package dev.monitor.scrape.servlet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.monitor.guard.AccessRequest;
import dev.monitor.guard.Decision;
import dev.monitor.guard.Realm;
import dev.monitor.http.Caller;
import dev.monitor.http.ReasonPhrase;
import dev.monitor.scrape.ScrapeGuard;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class ScrapeAccessFilterTests {

	private static final Realm REALM = new Realm("metrics", "Metrics", "admin:metrics");

	private final List<AccessRequest> seen = new ArrayList<>();

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/metrics");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final MockFilterChain chain = new MockFilterChain();

	ScrapeAccessFilterTests() {
		this.request.setServletPath("/metrics");
	}

	@Test
	void admittedRequestIsMarkedAndGoesOn() throws Exception {
		filter(Decision.ADMITTED).doFilter(this.request, this.response, this.chain);
		assertThat(this.chain.getRequest()).isSameAs(this.request);
		assertThat(this.request.getAttribute(ScrapeAccessFilter.ADMITTED_ATTRIBUTE)).isNotNull();
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-store");
	}

	@Test
	void otherPathsGoOnUnseen() throws Exception {
		this.request.setServletPath("/other");
		filter(Decision.INVALID_TOKEN).doFilter(this.request, this.response, this.chain);
		assertThat(this.chain.getRequest()).isSameAs(this.request);
		assertThat(this.request.getAttribute(ScrapeAccessFilter.ADMITTED_ATTRIBUTE)).isNull();
		assertThat(this.response.getHeaderNames()).isEmpty();
		assertThat(this.seen).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ADMITTED")
	void refusedRequestIsAnsweredWithItsProblem(Decision decision) throws Exception {
		filter(decision).doFilter(this.request, this.response, this.chain);
		assertThat(this.chain.getRequest()).isNull();
		assertThat(this.response.getStatus()).isEqualTo(decision.status());
		assertThat(this.response.getHeader("WWW-Authenticate"))
			.isEqualTo(REALM.refuse(decision).headers().get("WWW-Authenticate"));
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-store");
		assertThat(this.response.getContentType()).isEqualTo("application/problem+json");
		assertThat(JsonParserFactory.getJsonParser().parseMap(this.response.getContentAsString())).contains(
				entry("type", "about:blank"), entry("status", decision.status()),
				entry("title", ReasonPhrase.of(decision.status())));
		assertThat(this.response.getContentAsByteArray()).isEqualTo(REALM.refuse(decision).body());
		assertThat(ReasonPhrase.of(decision.status())).isNotEmpty();
	}

	@Test
	void whatIsServedElsewhereIsAnsweredTheSameWay() throws Exception {
		new ScrapeAccessFilter((request) -> ScrapeGuard.SERVED_ELSEWHERE, new ScrapePath(() -> "/metrics"))
			.doFilter(this.request, this.response, this.chain);
		assertThat(this.chain.getRequest()).isNull();
		assertThat(this.response.getStatus()).isEqualTo(404);
		assertThat(this.response.getHeader("WWW-Authenticate")).isNull();
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-store");
		assertThat(this.response.getContentAsString()).isEqualTo("""
				{"type":"about:blank","title":"Not Found","status":404,"detail":"Metrics are not served here."}
				""");
	}

	@Test
	void wrongMethodIsToldTheRightOnes() throws Exception {
		filter(Decision.WRONG_METHOD).doFilter(this.request, this.response, this.chain);
		assertThat(this.response.getHeader("Allow")).isEqualTo("GET, HEAD");
	}

	@Test
	void callerThatFailedTooOftenIsToldWhenToComeBack() throws Exception {
		filter(Decision.TOO_MANY_FAILURES).doFilter(this.request, this.response, this.chain);
		assertThat(this.response.getHeader("Retry-After")).isEqualTo("1");
	}

	@Test
	void requestIsReadAsTheContainerGotIt() throws Exception {
		this.request.setRemoteAddr("192.0.2.7");
		this.request.setLocalAddr("192.0.2.1");
		this.request.setServerName("app.example.com");
		this.request.addHeader("X-Forwarded-For", "127.0.0.1");
		this.request.addHeader("Authorization", "Bearer one");
		this.request.addHeader("Authorization", "Bearer two");
		HttpServletRequestWrapper believing = new HttpServletRequestWrapper(this.request) {

			@Override
			public String getRemoteAddr() {
				return "127.0.0.1";
			}

			@Override
			public String getServerName() {
				return "localhost";
			}

		};
		filter(Decision.ADMITTED).doFilter(believing, this.response, this.chain);
		assertThat(this.seen).containsExactly(
				new AccessRequest("GET", new Caller("192.0.2.7", "192.0.2.1", "app.example.com", true, false),
						List.of("Bearer one", "Bearer two")));
	}

	@Test
	void plainRequestIsNotForwarded() throws ServletException, IOException {
		filter(Decision.ADMITTED).doFilter(this.request, this.response, this.chain);
		assertThat(this.seen).singleElement().matches((request) -> !request.caller().forwarded());
	}

	private ScrapeAccessFilter filter(Decision decision) {
		return new ScrapeAccessFilter((request) -> {
			this.seen.add(new AccessRequest(request.method(), request.caller(), request.header("authorization")));
			return (decision != Decision.ADMITTED) ? REALM.refuse(decision) : null;
		}, new ScrapePath(() -> "/metrics"));
	}

}
