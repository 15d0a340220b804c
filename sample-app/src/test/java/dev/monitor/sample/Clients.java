package dev.monitor.sample;

import java.util.Map;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/**
 * Clients of the running app and of its stock server, over real sockets.
 */
@TestComponent
public class Clients {

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
