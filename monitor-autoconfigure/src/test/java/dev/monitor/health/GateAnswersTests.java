package dev.monitor.health;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.monitor.FakeClock;
import dev.monitor.gate.Gates;
import dev.monitor.gate.SwitchGate;
import dev.monitor.http.servlet.AnswerFilter;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class GateAnswersTests {

	private static final String CLOSED = "{\"status\":\"DOWN\",\"gate\":\"warmup\"}";

	private static final String CLOSED_WITH_REASON = "{\"status\":\"DOWN\",\"gate\":\"warmup\",\"reason\":\"say \\\"a\\\"\"}";

	private final SwitchGate gate = SwitchGate.opened("warmup", new FakeClock());

	private final Gates gates = new Gates(List.of(this.gate));

	@Test
	void openGatesAnswer200() throws Exception {
		MockHttpServletResponse response = ask("GET", ReasonAudience.LOOPBACK);
		assertThat(response.getStatus()).isEqualTo(200);
		assertThat(response.getContentAsString()).isEqualTo("{\"status\":\"UP\"}");
		assertThat(response.getContentType()).isEqualTo("application/json");
		assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "OPTIONS" })
	void aClosedGateAnswers503WithItsReasonEvenToOptions(String method) throws Exception {
		this.gate.close("say \"a\"");
		MockHttpServletResponse response = ask(method, ReasonAudience.EVERYONE);
		assertThat(response.getStatus()).isEqualTo(503);
		assertThat(response.getContentAsString()).isEqualTo(CLOSED_WITH_REASON);
	}

	@Test
	void headHasTheStatusAndNoBody() throws Exception {
		this.gate.close("reason");
		MockHttpServletResponse response = ask("HEAD", ReasonAudience.LOOPBACK);
		assertThat(response.getStatus()).isEqualTo(503);
		assertThat(response.getContentAsByteArray()).isEmpty();
		assertThat(response.getContentLength()).isPositive();
	}

	@Test
	void anExcludedGateDoesNotDecideAndTheOthersDo() throws Exception {
		SwitchGate other = SwitchGate.opened("concurrency", new FakeClock());
		this.gates.join(List.of(other));
		other.close("overload");
		Set<String> excluded = Set.of("concurrency", "unknown");
		assertThat(ask("GET", excluded).getStatus()).isEqualTo(200);
		assertThat(ask("GET", Set.of()).getStatus()).isEqualTo(503);
		this.gate.close("reason");
		assertThat(ask("GET", excluded).getContentAsString()).isEqualTo(CLOSED);
	}

	@Test
	void otherMethodsAreNotAllowed() throws Exception {
		MockHttpServletResponse response = ask("POST", ReasonAudience.LOOPBACK);
		assertThat(response.getStatus()).isEqualTo(405);
		assertThat(response.getHeader("Allow")).isEqualTo("GET, HEAD, OPTIONS");
	}

	@ParameterizedTest
	@CsvSource({ "EVERYONE, 203.0.113.9, , true", "LOOPBACK, 127.0.0.1, , true", "LOOPBACK, 0:0:0:0:0:0:0:1, , true",
			"LOOPBACK, 203.0.113.9, , false", "LOOPBACK, 127.0.0.1, X-Forwarded-For, false",
			"LOOPBACK, 127.0.0.1, forwarded, false", "NOBODY, 127.0.0.1, , false" })
	void theReasonIsForItsAudience(ReasonAudience audience, String address, String header, boolean shown)
			throws Exception {
		this.gate.close("say \"a\"");
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/health");
		request.setRemoteAddr(address);
		if (header != null) {
			request.addHeader(header, "whatever");
		}
		MockHttpServletResponse response = ask(request, audience);
		assertThat(response.getContentAsString()).isEqualTo(shown ? CLOSED_WITH_REASON : CLOSED);
	}

	private MockHttpServletResponse ask(String method, Set<String> excluded) throws ServletException, IOException {
		return ask(new MockHttpServletRequest(method, "/health"),
				new GateAnswers(() -> this.gates, ReasonAudience.NOBODY, excluded));
	}

	private MockHttpServletResponse ask(String method, ReasonAudience audience) throws ServletException, IOException {
		return ask(new MockHttpServletRequest(method, "/health"), audience);
	}

	private MockHttpServletResponse ask(MockHttpServletRequest request, ReasonAudience audience)
			throws ServletException, IOException {
		return ask(request, new GateAnswers(() -> this.gates, audience));
	}

	private MockHttpServletResponse ask(MockHttpServletRequest request, GateAnswers answers)
			throws ServletException, IOException {
		MockHttpServletResponse response = new MockHttpServletResponse();
		MockFilterChain chain = new MockFilterChain();
		request.setServletPath("/health");
		new AnswerFilter(Map.of("/health", answers::to)).doFilter(request, response, chain);
		assertThat(chain.getRequest()).as("request that went on").isNull();
		return response;
	}

}
