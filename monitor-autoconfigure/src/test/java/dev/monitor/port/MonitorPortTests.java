package dev.monitor.port;

import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.util.List;

import dev.monitor.Unwanted;
import dev.monitor.gate.SwitchGate;
import dev.monitor.health.RunningApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The port of an application, as clients see it.
 */
class MonitorPortTests {

	private static RunningApp app;

	private static int port;

	@BeforeAll
	static void start() {
		app = RunningApp.start(Application.class, List.of(Unwanted.JETTY, Unwanted.SECURITY), "monitor.port.port=0");
		port = app.port("local.monitor.port.port");
		await().until(() -> PortClient.ask(port, "health_check").equals("OK\n"));
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	@Test
	void healthIsOneLine() throws IOException {
		assertThat(PortClient.ask(port, "health_check")).isEqualTo("OK\n");
		assertThat(PortClient.ask(port, "health_check\r")).isEqualTo("OK\n");
		SwitchGate gate = app.bean(SwitchGate.class);
		gate.close("TOKEN is NOT OK");
		try {
			assertThat(PortClient.ask(port, "health_check")).isEqualTo("Error: TOkEN is NOT Ok\n");
		}
		finally {
			gate.open();
		}
	}

	@Test
	void aLineEndsWithLfOrCrlfOrTheClientsEnd() throws IOException {
		assertThat(PortClient.exchange(port, "health_check\r\n")).isEqualTo("OK\n");
		try (Socket socket = PortClient.connect(port)) {
			PortClient.send(socket, "health_check");
			socket.shutdownOutput();
			assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("OK\n");
		}
	}

	@Test
	void oneCommandThenTheEnd() throws IOException {
		assertThat(PortClient.exchange(port, "\n\nhealth_check\nhealth_check\n")).isEqualTo("OK\n");
		assertThat(PortClient.ask(port, "health_check now")).isEqualTo("Error: health_check takes no arguments\n");
		assertThat(PortClient.ask(port, "HEALTH_CHECK"))
			.isEqualTo("Error: Invalid command 'HEALTH_CHECK'. Try \"help\".\n");
		assertThat(PortClient.ask(port, "quit")).isEqualTo("Goodbye.\n");
	}

	@Test
	void aConversationGoesOnUntilItsEnd() throws IOException {
		assertThat(PortClient.exchange(port, "interactive\nhealth_check\n\nnope\n  health_check \t\r\nquit\nhelp\n"))
			.isEqualTo("""
					Interactive mode on.  Use "quit" To exit.
					OK
					OK
					Error: Invalid command 'nope'. Try "help".
					OK
					Goodbye.
					""");
	}

	@Test
	void theSamePortSpeaksHttp() throws IOException {
		assertThat(PortClient.exchange(port, "GET /readyz HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 OK\r\n")
			.endsWith("{\"status\":\"UP\"}");
		SwitchGate gate = app.bean(SwitchGate.class);
		gate.close("Closed for repairs");
		try {
			assertThat(PortClient.exchange(port, "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"))
				.startsWith("HTTP/1.1 503 Service Unavailable\r\n")
				.contains("Closed for repairs");
			assertThat(PortClient.exchange(port, "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n"))
				.startsWith("HTTP/1.1 200 OK\r\n");
		}
		finally {
			gate.open();
		}
		assertThat(PortClient.exchange(port, "GET /help HTTP/1.1\r\nHost: localhost\r\n\r\n"))
			.startsWith("HTTP/1.1 404");
	}

	@Test
	void aUsersCommandJoins() throws IOException {
		assertThat(PortClient.ask(port, "greet you")).isEqualTo("Hello [you]\n");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		SwitchGate maintenance() {
			return SwitchGate.opened("maintenance", Clock.systemUTC());
		}

		@Bean
		MonitorCommand greet() {
			return new MonitorCommand() {

				@Override
				public String name() {
					return "greet";
				}

				@Override
				public String summary() {
					return "Says hello";
				}

				@Override
				public String run(List<String> arguments) {
					return "Hello " + arguments;
				}

			};
		}

	}

}
