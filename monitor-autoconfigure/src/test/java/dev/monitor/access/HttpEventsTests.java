package dev.monitor.access;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.monitor.event.TraceIds;
import dev.monitor.http.RequestMark;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Access events of real web servers, asked over real sockets.
 */
class HttpEventsTests {

	@RegisterExtension
	private final HttpLines events = new HttpLines();

	@ParameterizedTest
	@EnumSource
	void aRequestIsOneEvent(HttpServer server) {
		server.run((port, context) -> {
			String response = HttpServer.send(port,
					"GET /hello?name=x&token=abc HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			assertThat(response).startsWith("HTTP/1.1 200");
			assertThat(this.events.next()).containsEntry("ev", "http")
				.containsEntry("lvl", "info")
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
				.doesNotContainKeys("authUser", "logger", "thread");
			this.events.assertNoMore();
		});
	}

	@ParameterizedTest
	@EnumSource
	void whatNothingAnswersIsAnEvent(HttpServer server) {
		server.run((port, context) -> {
			HttpServer.send(port, "GET /none HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			assertThat(this.events.next()).containsEntry("msg", "GET /none 404").containsEntry("httpStatus", "404");
			this.events.assertNoMore();
		});
	}

	@ParameterizedTest
	@EnumSource
	void whatTheParserRefusesIsAnEvent(HttpServer server) {
		server.run((port, context) -> {
			for (String garbage : List.of("G\u0001T / HTTP/1.1", "GET /a\u0001b\tt=1 HTTP/1.1",
					"GET / HTTP/1.1\r\nHost: a b", "GET /%zz HTTP/1.1\r\nHost: a")) {
				String response = HttpServer.send(port, garbage + "\r\nConnection: close\r\n\r\n");
				assertThat(response).startsWith("HTTP/1.1 400");
				String page = response.substring(response.indexOf("\r\n\r\n") + 4);
				assertThat(this.events.next()).containsEntry("httpStatus", "400")
					.containsEntry("ev", "http")
					.containsEntry("nBytes", String.valueOf(page.getBytes(StandardCharsets.UTF_8).length));
				this.events.assertNoMore();
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void anAsynchronousRequestIsOneEventWhenItIsComplete(HttpServer server) {
		server.run((port, context) -> {
			String response = HttpServer.send(port, "GET /async HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			assertThat(response).startsWith("HTTP/1.1 202").endsWith("later");
			assertThat(this.events.next()).containsEntry("msg", "GET /async 202").containsEntry("nBytes", "5");
			this.events.assertNoMore();
		});
	}

	@ParameterizedTest
	@EnumSource
	void aFailedRequestIsOneEvent(HttpServer server) {
		server.run((port, context) -> {
			HttpServer.send(port, "GET /fail HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			assertThat(this.events.next()).containsEntry("msg", "GET /fail 500").containsEntry("httpStatus", "500");
			this.events.assertNoMore();
		});
	}

	@ParameterizedTest
	@EnumSource
	void requestsOnOneConnectionAreEventsEach(HttpServer server) {
		server.run((port, context) -> {
			HttpServer.send(port,
					"GET /hello HTTP/1.1\r\nHost: a\r\n\r\nGET /none HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			assertThat(this.events.next()).containsEntry("msg", "GET /hello 200");
			assertThat(this.events.next()).containsEntry("msg", "GET /none 404");
			this.events.assertNoMore();
		});
	}

	@ParameterizedTest
	@EnumSource
	void aRequestThatTurnsToHttp2IsOneEvent(HttpServer server) {
		server.run((port, context) -> {
			HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
			for (String query : List.of("first", "second")) {
				URI uri = URI.create("http://127.0.0.1:" + port + "/hello?" + query);
				HttpResponse<String> response = client
					.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
					.join();
				assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
				assertThat(this.events.next()).containsEntry("url", "/hello?" + query)
					.containsEntry("httpStatus", "200")
					.containsEntry("nBytes", "5");
			}
			this.events.assertNoMore();
		}, "server.http2.enabled=true");
	}

	@ParameterizedTest
	@EnumSource
	void probesAndOwnRequestsAreLeftOut(HttpServer server) {
		server.run((port, context) -> {
			String mark = context.getBean(RequestMark.class).value();
			HttpServer.send(port, "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			HttpServer.send(port, "GET /actuator/prometheus?x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			HttpServer.send(port,
					"GET /hello HTTP/1.1\r\nHost: a\r\nX-Monitor-Internal: " + mark + "\r\nConnection: close\r\n\r\n");
			HttpServer.send(port,
					"GET /hello?last HTTP/1.1\r\nHost: a\r\nX-Monitor-Internal: x\r\nConnection: close\r\n\r\n");
			assertThat(this.events.next()).containsEntry("url", "/hello?last");
			this.events.assertNoMore();
		});
	}

	@ParameterizedTest
	@EnumSource
	void exclusionsAreInsideOfTheContextPath(HttpServer server) {
		server.run((port, context) -> {
			for (String excluded : List.of("/app/health", "/app/actuator/prometheus", "/app/health?x")) {
				HttpServer.send(port, "GET " + excluded + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			}
			HttpServer.send(port, "GET /app/hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			assertThat(this.events.next()).containsEntry("url", "/app/hello").containsEntry("httpStatus", "200");
			this.events.assertNoMore();
		}, "server.servlet.context-path=/app");
	}

	@ParameterizedTest
	@EnumSource
	void theTimeTakenIsThatOfTheRequest(HttpServer server) {
		server.run((port, context) -> {
			HttpServer.send(port, "GET /lasting HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			assertThat(this.events.next()).containsEntry("msg", "GET /lasting 200")
				.hasEntrySatisfying("timeTaken",
						(millis) -> assertThat(Long.parseLong(millis)).isBetween(HttpApp.LASTING.toMillis(), 60_000L));
		});
	}

	@ParameterizedTest
	@EnumSource
	void nobodyHidesBehindAnExcludedPath(HttpServer server) {
		server.run((port, context) -> {
			HttpServer.send(port, "GET /actuator/../hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			assertThat(this.events.next()).containsEntry("url", "/actuator/../hello");
			for (String path : List.of("/actuator/..%2fhello", "/actuator/%2e%2e%2fhello", "/actuator/..%5chello")) {
				String response = HttpServer.send(port,
						"GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
				assertThat(response).startsWith("HTTP/1.1 400");
				assertThat(this.events.next()).containsEntry("url", path).containsEntry("httpStatus", "400");
			}
			this.events.assertNoMore();
		});
	}

	@ParameterizedTest
	@EnumSource
	void nothingAClientSendsForgesALine(HttpServer server) {
		server.run((port, context) -> {
			HttpServer.send(port,
					"GET /hello%0Alvl=error?a=b%22%20lvl=error;ev=message HTTP/1.1\r\nHost: a\r\nUser: x\u2028y"
							+ "\r\nConnection: close\r\n\r\n");
			Map<String, String> event = this.events.next();
			assertThat(event).containsEntry("lvl", "info")
				.containsEntry("ev", "http")
				.containsEntry("url", "/hello%0Alvl=error?a=b%22%20lvl=error;ev=message");
			this.events.assertNoMore();
		});
	}

	@ParameterizedTest
	@EnumSource
	void theUserOfTheContainerIsNamedWithoutForging(HttpServer server) {
		server.run((port, context) -> {
			TraceIds ids = TraceIds.NONE;
			AccessRequest request = new AccessRequest(80, "GET", "/", null, "127.0.0.1", "eve\n\"t=1 lvl=error");
			context.getBean(AccessEvents.class).log(request, new AccessResponse(200, "a\r\nb", 1, 2, false, null), ids);
			assertThat(this.events.next()).containsEntry("authUser", "eve\n\"t=1 lvl=error")
				.containsEntry("contentType", "a\r\nb")
				.containsEntry("lvl", "info");
		});
	}

	@ParameterizedTest
	@EnumSource
	void theAddressIsTheOneThatForwardingHeadersTellIfTheyAreTrusted(HttpServer server) {
		for (String strategy : List.of("native", "framework")) {
			server.run((port, context) -> {
				HttpServer.send(port,
						"GET /hello HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.7\r\nConnection: close\r\n\r\n");
				assertThat(this.events.next()).containsEntry("remoteAddr", "203.0.113.7")
					.containsEntry("port", String.valueOf(port));
				HttpServer.send(port, "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
				assertThat(this.events.next()).containsEntry("remoteAddr", "127.0.0.1");
			}, "server.forward-headers-strategy=" + strategy);
		}
		server.run((port, context) -> {
			HttpServer.send(port,
					"GET /hello HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.7\r\nConnection: close\r\n\r\n");
			assertThat(this.events.next()).containsEntry("remoteAddr", "127.0.0.1");
		}, "server.forward-headers-strategy=none");
	}

	@ParameterizedTest
	@EnumSource
	void theAddressHasNoPort(HttpServer server) {
		Map<String, String> addresses = Map.of("203.0.113.7:5678", "203.0.113.7", "[2001:db8::7]:99", "2001:db8::7",
				"2001:db8::7", "2001:db8::7", "[2001:db8::7]", "2001:db8::7");
		for (String strategy : List.of("native", "framework")) {
			server.run((port, context) -> addresses.forEach((sent, logged) -> {
				for (String path : List.of("/hello", "/fail")) {
					HttpServer.send(port, "GET " + path + " HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + sent
							+ "\r\nConnection: close\r\n\r\n");
					assertThat(this.events.next()).as("%s %s", strategy, sent).containsEntry("remoteAddr", logged);
				}
			}), "server.forward-headers-strategy=" + strategy);
		}
	}

	@ParameterizedTest
	@EnumSource
	void withoutItsSwitchNothingIsLogged(HttpServer server) {
		server.run((port, context) -> {
			HttpServer.send(port, "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			this.events.assertNoMore();
		}, "monitor.logging.access.enabled=false");
	}

}
