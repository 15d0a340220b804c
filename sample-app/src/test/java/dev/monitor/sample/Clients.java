package dev.monitor.sample;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.awaitility.Awaitility.await;

/**
 * Clients of the running app and of its stock server, over real sockets.
 */
@TestComponent
public class Clients {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Environment environment;

	Clients(Environment environment) {
		this.environment = environment;
	}

	public RestTestClient app() {
		return client("local.server.port");
	}

	public RestTestClient stock() {
		return client("sample.stock.port");
	}

	public int status(String uri) {
		return app().get().uri(uri).exchange().returnResult().getStatus().value();
	}

	/**
	 * Wait until {@code /readyz} answers with the given status.
	 */
	public void awaitReadiness(int status) {
		await().atMost(PATIENCE).until(() -> status("/readyz") == status);
	}

	/**
	 * Ask {@code /readyz}, which is to say that a gate keeps the app out of traffic, and
	 * why.
	 */
	public void expectClosed(String gate, Consumer<String> reason) {
		app().get()
			.uri("/readyz")
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
			.expectBody()
			.jsonPath("$.gate")
			.isEqualTo(gate)
			.jsonPath("$.reason")
			.value(String.class, reason);
	}

	public ResponseSpec order(String sku, int quantity) {
		return app().post()
			.uri("/orders")
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("sku", sku, "quantity", quantity))
			.exchange();
	}

	private RestTestClient client(String portProperty) {
		String port = this.environment.getRequiredProperty(portProperty);
		return RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
	}

}
