package dev.monitor.access.reactive;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.monitor.concurrency.reactive.ReactiveContainer;
import dev.monitor.concurrency.servlet.RawConnection;
import dev.monitor.http.RequestMark;
import dev.monitor.logging.EventLines;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Access events of reactive applications on real web servers, asked over real sockets.
 */
@Timeout(180)
class ReactiveHttpEventsTests {

	@ParameterizedTest
	@EnumSource
	void eachRequestIsOneEventWithTheSameKeys(ReactiveContainer container) throws IOException {
		try (ConfigurableApplicationContext app = container.start(TracedApp.class);
				EventLines events = new EventLines("http")) {
			int port = port(app);
			assertThat(get(port, "/hello?name=x&token=abc").statusCode()).isEqualTo(200);
			assertThat(next(events, 1)).containsEntry("ev", "http")
				.containsEntry("msg", "GET /hello 200")
				.containsEntry("port", String.valueOf(port))
				.containsEntry("url", "/hello?name=x&token=REDACTED")
				.containsEntry("method", "GET")
				.containsEntry("httpStatus", "200")
				.containsEntry("nBytes", "5")
				.containsEntry("remoteAddr", "127.0.0.1")
				.containsEntry("traceId", "0af7651916cd43dd8448eb211c80319c")
				.containsEntry("spanId", "b7ad6b7169203331")
				.hasEntrySatisfying("contentType", (type) -> assertThat(type).startsWith("text/plain"))
				.hasEntrySatisfying("timeTaken", (millis) -> assertThat(Long.parseLong(millis)).isBetween(0L, 60_000L))
				.doesNotContainKeys("authUser", "aborted");
			Map<String, String> expected = new LinkedHashMap<>();
			expected.put("/parts", "200 11");
			expected.put("/memory", "200 6");
			expected.put("/nothing", "204 0");
			expected.put("/later", "202 5");
			int count = 1;
			for (Map.Entry<String, String> entry : expected.entrySet()) {
				get(port, entry.getKey());
				Map<String, String> event = next(events, ++count);
				assertThat(event.get("httpStatus") + " " + event.get("nBytes")).as(entry.getKey())
					.isEqualTo(entry.getValue());
			}
			for (String path : List.of("/file", "/fails", "/none")) {
				HttpResponse<byte[]> response = get(port, path);
				assertThat(next(events, ++count)).as(path)
					.containsEntry("httpStatus", String.valueOf(response.statusCode()))
					.containsEntry("nBytes", String.valueOf(response.body().length));
			}
			try (RawConnection connection = new RawConnection(port)) {
				connection.write(RawConnection.request("HEAD", "/hello")).read("HEAD");
				assertThat(next(events, ++count)).containsEntry("method", "HEAD").containsEntry("nBytes", "0");
				connection
					.write(RawConnection.request("GET", "/hello",
							"X-Monitor-Internal: " + app.getBean(RequestMark.class).value()))
					.read();
				connection.get("/actuator/health").read();
				connection.get("/hello?last").read();
				assertThat(next(events, ++count)).containsEntry("url", "/hello?last");
			}
			try (RawConnection connection = new RawConnection(port)) {
				connection.write("G\u0001T / HTTP/1.1\r\nHost: a\r\n\r\n");
				assertThat(connection.read().status()).isEqualTo(400);
				assertThat(next(events, ++count)).containsEntry("httpStatus", "400");
			}
			HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
			for (String query : List.of("first", "second")) {
				HttpResponse<byte[]> response = client
					.sendAsync(
							HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hello?" + query)).build(),
							BodyHandlers.ofByteArray())
					.join();
				assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
				assertThat(next(events, ++count)).containsEntry("url", "/hello?" + query)
					.containsEntry("httpStatus", "200")
					.containsEntry("nBytes", "5")
					.containsEntry("traceId", "0af7651916cd43dd8448eb211c80319c")
					.doesNotContainKey("aborted");
			}
		}
	}

	@Test
	void userAndForwardedClientAreToldWithCompressedBytes() {
		try (ConfigurableApplicationContext app = ReactiveContainer.NETTY.startSecured(TracedApp.class,
				"spring.security.user.name=anna", "spring.security.user.password=secret",
				"server.forward-headers-strategy=framework", "server.compression.enabled=true",
				"server.compression.min-response-size=1", "spring.webflux.base-path=/app");
				EventLines events = new EventLines("http")) {
			int port = port(app);
			String token = Base64.getEncoder().encodeToString("anna:secret".getBytes(StandardCharsets.UTF_8));
			HttpResponse<byte[]> file = get(port, "/app/hello", "Authorization", "Basic " + token, "X-Forwarded-For",
					"203.0.113.7", "Accept-Encoding", "gzip");
			assertThat(file.statusCode()).isEqualTo(200);
			assertThat(file.headers().firstValue("Content-Encoding")).hasValue("gzip");
			assertThat(next(events, 1)).containsEntry("url", "/app/hello")
				.containsEntry("authUser", "anna")
				.containsEntry("remoteAddr", "203.0.113.7")
				.containsEntry("nBytes", String.valueOf(file.body().length));
			assertThat(get(port, "/app/hello").statusCode()).isEqualTo(401);
			assertThat(next(events, 2)).containsEntry("httpStatus", "401").doesNotContainKey("authUser");
			get(port, "/app/actuator/health");
			get(port, "/app/hello?last");
			assertThat(next(events, 3)).containsEntry("url", "/app/hello?last");
		}
	}

	private static Map<String, String> next(EventLines events, int count) {
		Awaitility.await().until(() -> events.all().size() >= count);
		assertThat(events.all()).hasSize(count);
		return events.all().get(count - 1);
	}

	private static int port(ConfigurableApplicationContext app) {
		return app.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private static HttpResponse<byte[]> get(int port, String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.build()
			.sendAsync(request.build(), BodyHandlers.ofByteArray())
			.join();
	}

}
