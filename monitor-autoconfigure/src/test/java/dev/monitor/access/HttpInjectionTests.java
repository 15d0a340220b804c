package dev.monitor.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever bytes a client sends, there are http events of real web servers and nothing
 * else.
 */
@SuppressWarnings("StringConcatToTextBlock") // requests are bytes, not text
class HttpInjectionTests {

	private static final Set<String> KEYS = Set.of("t", "ns", "lvl", "ev", "msg", "port", "url", "method", "httpStatus",
			"contentType", "remoteAddr", "authUser", "nBytes", "timeTaken", "traceId", "spanId");

	private static final String END = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

	/**
	 * Requests, a byte for each character.
	 */
	private static final List<String> REQUESTS = List.of("GET /hello?a=b%0d%0at=1%20lvl=error%22" + END,
			"GET /hello%0d%0at=1;lvl=error" + END, "GET /hello\"?\"=\"" + END, "GET /hello?a=b\\\"c\\" + END,
			"GET /hello?\u0085\u009b2J\u00e2\u0080\u00a8" + END, "GET /\u00e9\u00ff?\u00ff" + END,
			"GET /hello?a=\u001b[2J" + END, "GET /hello?a=\0" + END, "GET /hello?a\tlvl=error" + END,
			"GET /hello lvl=error" + END, "GET /hello\rt=1 lvl=error" + END, "GET /hello\nt=1 lvl=error" + END,
			"t=1 lvl=error" + END, "G\"E=T /hello" + END, "lvl=error /hello" + END, "GET\nlvl=error /hello" + END,
			"GET http://a\"b/hello?c=d" + END, "OPTIONS *" + END, "CONNECT a\"b:80" + END, "GET //a\"=b/hello" + END,
			"GET /hello#measure#a=1" + END, "GET /hello?measure#a=1 source=evil" + END,
			"GET /" + "\u00e9=\"".repeat(5_000) + END, "\r\n\r\nt=1 lvl=error\r\n\r\n",
			"\u0016\u0003\u0001\u0002\r\n\r\n", "GET /hello HTTP/1.1\r\nHost: a\"b=c\r\nConnection: close\r\n\r\n",
			"GET /hello HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 1.2.3.4\" lvl=error\r\nConnection: close\r\n\r\n",
			"GET /hello HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: a\u0085b\u001b[2J\r\nConnection: close\r\n\r\n",
			"GET /hello HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: a\r\n lvl=error\r\nConnection: close\r\n\r\n",
			"GET /hello HTTP/1.1\r\nHost: a\r\nX-Forwarded-Host: a\"b\r\nX-Forwarded-Port: x\"=\r\n"
					+ "Connection: close\r\n\r\n",
			"GET /hello HTTP/1.1\r\nHost: a\r\nUser-Agent: a\rlvl=error\0\r\nConnection: close\r\n\r\n",
			"GET /hello HTTP/9\"=\r\nHost: a\r\n\r\n");

	@RegisterExtension
	private final HttpLines events = new HttpLines();

	@ParameterizedTest
	@EnumSource
	void noRequestForgesALine(HttpServer server) {
		server.run((port, context) -> {
			for (String request : REQUESTS) {
				HttpServer.send(port, request.getBytes(StandardCharsets.ISO_8859_1));
			}
			HttpServer.send(port, "GET /last" + END);
			int count = 0;
			Map<String, String> event;
			do {
				event = this.events.next();
				assertGenuine(event, port);
				count++;
			}
			while (!"/last".equals(event.get("url")));
			assertThat(count).isBetween(REQUESTS.size() / 2, 2 * REQUESTS.size());
		}, "server.forward-headers-strategy=native");
	}

	@ParameterizedTest
	@EnumSource
	void noUserForgesALine(HttpServer server) {
		server.run(LoginApp.class, (port, context) -> {
			for (String user : List.of("eve", "eve\" lvl=error x=\"", "eve measure#a=1 source=b", "eve\\")) {
				assertThat(eventOfLogin(port, user)).containsEntry("authUser", user).containsEntry("httpStatus", "200");
			}
			for (String user : List.of("eve\nt=1 lvl=error", "eve\u00e9\u2028x", "\0")) {
				assertThat(eventOfLogin(port, user)).containsKey("httpStatus");
			}
			this.events.assertNoMore();
		});
	}

	private Map<String, String> eventOfLogin(int port, String user) {
		String login = Base64.getEncoder().encodeToString((user + ":x").getBytes(StandardCharsets.UTF_8));
		HttpServer.send(port,
				"GET /hello HTTP/1.1\r\nHost: a\r\nAuthorization: Basic " + login + "\r\nConnection: close\r\n\r\n");
		Map<String, String> event = this.events.next();
		assertGenuine(event, port);
		return event;
	}

	@ParameterizedTest
	@EnumSource
	void noContentTypeForgesALine(HttpServer server) {
		server.run((port, context) -> {
			HttpServer.send(port, "GET /type?text/plain;a=%22%20lvl=error%0d%0at=1" + END);
			assertGenuine(this.events.next(), port);
			this.events.assertNoMore();
		});
	}

	private static void assertGenuine(Map<String, String> event, int port) {
		assertThat(KEYS).containsAll(event.keySet());
		assertThat(event).containsEntry("ev", "http")
			.containsEntry("lvl", "info")
			.containsEntry("ns", "application")
			.containsEntry("port", String.valueOf(port));
	}

}
