package dev.monitor.health;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.monitor.FakeClock;
import dev.monitor.gate.Gates;
import dev.monitor.gate.SwitchGate;
import dev.monitor.http.Caller;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.PathResponder;
import dev.monitor.http.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GateAnswersByPathTests {

	private final SwitchGate gate = SwitchGate.opened("mine", new FakeClock());

	private final PathResponder responder = new PathResponder(
			Map.of("/health", new GateAnswers(() -> new Gates(List.of(this.gate)), ReasonAudience.LOOPBACK)::to));

	@Test
	void anOpenGateIsUp() {
		HttpResponse response = ask("GET", "/health", "localhost");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.headers()).containsOnly(Map.entry("Content-Type", "application/json"));
		assertThat(body(response)).isEqualTo("{\"status\":\"UP\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "OPTIONS" })
	void aClosedGateIsDownForEveryMethod(String method) {
		this.gate.close("not now");
		HttpResponse response = ask(method, "/health", "localhost");
		assertThat(response.status()).isEqualTo(503);
		assertThat(body(response)).isEqualTo("{\"status\":\"DOWN\",\"gate\":\"mine\",\"reason\":\"not now\"}");
	}

	@Test
	void theReasonIsForCallersOnThisMachine() {
		this.gate.close("not now");
		assertThat(body(ask("GET", "/health", "app.example"))).isEqualTo("{\"status\":\"DOWN\",\"gate\":\"mine\"}");
	}

	@Test
	void otherPathsAreNotFound() {
		assertThat(ask("GET", "/other", "localhost").status()).isEqualTo(404);
	}

	@Test
	void theMethodsAreTold() {
		HttpResponse response = ask("DELETE", "/health", "localhost");
		assertThat(response.status()).isEqualTo(405);
		assertThat(response.headers()).containsOnly(Map.entry("Allow", "GET, HEAD, OPTIONS"));
	}

	private HttpResponse ask(String method, String path, String host) {
		List<HttpResponse> answers = new ArrayList<>();
		this.responder.respond(
				new TestRequest(method, path, Map.of(), new Caller("127.0.0.1", "127.0.0.1", host, false, false)),
				answers::add);
		assertThat(answers).hasSize(1);
		return answers.get(0);
	}

	private static String body(HttpResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

}
