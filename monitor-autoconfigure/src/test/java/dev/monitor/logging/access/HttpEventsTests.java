package dev.monitor.logging.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

import ch.qos.logback.classic.Logger;
import dev.monitor.logging.TraceIds;
import dev.monitor.logging.autoconfigure.AccessLogAutoConfiguration;
import dev.monitor.request.RequestMark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Access events of real web servers, asked over real sockets.
 */
class HttpEventsTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger("http");

	private final HttpLines events = new HttpLines();

	@BeforeEach
	void listen() {
		this.events.start();
		this.logger.addAppender(this.events);
		this.logger.setAdditive(false);
	}

	@AfterEach
	void leave() {
		this.logger.detachAppender(this.events);
		this.logger.setAdditive(true);
	}

	@ParameterizedTest
	@EnumSource
	void aRequestIsOneEvent(Server server) {
		run(server, (port, context) -> {
			String response = send(port,
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
	void whatNothingAnswersIsAnEvent(Server server) {
		run(server, (port, context) -> {
			send(port, "GET /none HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			assertThat(this.events.next()).containsEntry("msg", "GET /none 404").containsEntry("httpStatus", "404");
			this.events.assertNoMore();
		});
	}

	@ParameterizedTest
	@EnumSource
	void whatTheParserRefusesIsAnEvent(Server server) {
		run(server, (port, context) -> {
			for (String garbage : List.of("G\u0001T / HTTP/1.1", "GET /a\u0001b\tt=1 HTTP/1.1",
					"GET / HTTP/1.1\r\nHost: a b", "GET /%zz HTTP/1.1\r\nHost: a")) {
				String response = send(port, garbage + "\r\nConnection: close\r\n\r\n");
				assertThat(response).startsWith("HTTP/1.1 400");
				assertThat(this.events.next()).containsEntry("httpStatus", "400").containsEntry("ev", "http");
				this.events.assertNoMore();
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void anAsynchronousRequestIsOneEventWhenItIsComplete(Server server) {
		run(server, (port, context) -> {
			String response = send(port, "GET /async HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			assertThat(response).startsWith("HTTP/1.1 202").endsWith("later");
			assertThat(this.events.next()).containsEntry("msg", "GET /async 202").containsEntry("nBytes", "5");
			this.events.assertNoMore();
		});
	}

	@ParameterizedTest
	@EnumSource
	void aFailedRequestIsOneEvent(Server server) {
		run(server, (port, context) -> {
			send(port, "GET /fail HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			assertThat(this.events.next()).containsEntry("msg", "GET /fail 500").containsEntry("httpStatus", "500");
			this.events.assertNoMore();
		});
	}

	@ParameterizedTest
	@EnumSource
	void requestsOnOneConnectionAreEventsEach(Server server) {
		run(server, (port, context) -> {
			send(port,
					"GET /hello HTTP/1.1\r\nHost: a\r\n\r\nGET /none HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			assertThat(this.events.next()).containsEntry("msg", "GET /hello 200");
			assertThat(this.events.next()).containsEntry("msg", "GET /none 404");
			this.events.assertNoMore();
		});
	}

	@ParameterizedTest
	@EnumSource
	void probesAndOwnRequestsAreLeftOut(Server server) {
		run(server, (port, context) -> {
			String mark = context.getBean(RequestMark.class).value();
			send(port, "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			send(port, "GET /actuator/prometheus?x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			send(port,
					"GET /hello HTTP/1.1\r\nHost: a\r\nX-Monitor-Internal: " + mark + "\r\nConnection: close\r\n\r\n");
			send(port, "GET /hello?last HTTP/1.1\r\nHost: a\r\nX-Monitor-Internal: x\r\nConnection: close\r\n\r\n");
			assertThat(this.events.next()).containsEntry("url", "/hello?last");
			this.events.assertNoMore();
		});
	}

	@ParameterizedTest
	@EnumSource
	void nobodyHidesBehindAnExcludedPath(Server server) {
		run(server, (port, context) -> {
			send(port, "GET /actuator/../hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			assertThat(this.events.next()).containsEntry("url", "/actuator/../hello");
			this.events.assertNoMore();
		});
	}

	@ParameterizedTest
	@EnumSource
	void nothingAClientSendsForgesALine(Server server) {
		run(server, (port, context) -> {
			send(port, "GET /hello%0Alvl=error?a=b%22%20lvl=error;ev=message HTTP/1.1\r\nHost: a\r\nUser: x\u2028y"
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
	void theUserOfTheContainerIsNamedWithoutForging(Server server) {
		run(server, (port, context) -> {
			TraceIds ids = TraceIds.NONE;
			AccessRequest request = new AccessRequest(80, "GET", "/", null, "127.0.0.1", "eve\n\"t=1 lvl=error");
			context.getBean(AccessEvents.class).log(request, new AccessResponse(200, "a\r\nb", 1, 2), ids);
			assertThat(this.events.next()).containsEntry("authUser", "eve\n\"t=1 lvl=error")
				.containsEntry("contentType", "a\r\nb")
				.containsEntry("lvl", "info");
		});
	}

	@ParameterizedTest
	@EnumSource
	void theAddressIsTheOneTheContainerTrusts(Server server) {
		run(server, (port, context) -> {
			send(port, "GET /hello HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.7\r\nConnection: close\r\n\r\n");
			assertThat(this.events.next()).containsEntry("remoteAddr", "203.0.113.7")
				.containsEntry("port", String.valueOf(port));
		}, "server.forward-headers-strategy=native");
		run(server, (port, context) -> {
			send(port, "GET /hello HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.7\r\nConnection: close\r\n\r\n");
			assertThat(this.events.next()).containsEntry("remoteAddr", "127.0.0.1");
		}, "server.forward-headers-strategy=none");
	}

	@ParameterizedTest
	@EnumSource
	void withoutItsSwitchNothingIsLogged(Server server) {
		run(server, (port, context) -> {
			send(port, "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			this.events.assertNoMore();
		}, "monitor.logging.access.enabled=false");
	}

	private void run(Server server, BiConsumer<Integer, ServletWebServerApplicationContext> test,
			String... properties) {
		new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withConfiguration(AutoConfigurations.of(server.configuration, AccessLogAutoConfiguration.class))
			.withUserConfiguration(HttpApp.class)
			.withPropertyValues("server.port=0", "server.address=127.0.0.1")
			.withPropertyValues(properties)
			.run((context) -> {
				ServletWebServerApplicationContext source = context
					.getSourceApplicationContext(AnnotationConfigServletWebServerApplicationContext.class);
				test.accept(Objects.requireNonNull(source.getWebServer()).getPort(), source);
			});
	}

	private static String send(int port, String request) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			InputStream response = socket.getInputStream();
			return new String(response.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	enum Server {

		TOMCAT(TomcatServletWebServerAutoConfiguration.class), JETTY(JettyServletWebServerAutoConfiguration.class);

		final Class<?> configuration;

		Server(Class<?> configuration) {
			this.configuration = configuration;
		}

	}

}
