package dev.monitor.port;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

import dev.monitor.Unwanted;
import dev.monitor.gate.SwitchGate;
import dev.monitor.health.RunningApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * HTTP on the monitor port, beside that on the main port.
 */
class PortHttpTests {

	private static RunningApp app;

	private static int port;

	@BeforeAll
	static void start() {
		app = RunningApp.start(Application.class, List.of(Unwanted.JETTY, Unwanted.SECURITY), "monitor.port.port=0",
				"monitor.health.path=/lb", "monitor.port.commands=health_check,switch_off");
		port = app.port("local.monitor.port.port");
		await().until(() -> PortClient.ask(port, "health_check").equals("OK\n"));
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	@AfterEach
	void open() {
		app.bean(SwitchGate.class).open();
	}

	@ParameterizedTest
	@CsvSource({ "GET, /lb", "GET, /readyz", "GET, /livez", "HEAD, /lb", "HEAD, /readyz", "OPTIONS, /lb",
			"OPTIONS, /readyz", "POST, /lb", "PUT, /readyz", "GET, /readyz?verbose", "GET, /readyz/", "GET, /READYZ" })
	void answersAreThoseOfTheMainPort(String method, String path) throws IOException {
		for (String host : List.of("localhost", "127.0.0.1:8080", "shop.example.org")) {
			app.bean(SwitchGate.class).open();
			assertSame(method, path, host);
			app.bean(SwitchGate.class).close("Closed for repairs");
			assertSame(method, path, host);
		}
	}

	private static void assertSame(String method, String path, String host) throws IOException {
		Response here = Response.parse(ask(port, method, path, host));
		Response there = Response.parse(ask(app.port(), method, path, host));
		assertThat(here.status()).isEqualTo(there.status());
		if (here.status() != 404) {
			assertThat(here).isEqualTo(there);
		}
	}

	@Test
	void reasonsAreForThisMachine() throws IOException {
		app.bean(SwitchGate.class).close("Closed for repairs");
		assertThat(ask(port, "GET", "/lb", "localhost")).startsWith("HTTP/1.1 503 ").contains("Closed for repairs");
		assertThat(ask(port, "GET", "/lb", "shop.example.org")).startsWith("HTTP/1.1 503 ")
			.doesNotContain("Closed for repairs");
		assertThat(ask(port, "GET", "/livez", "localhost")).startsWith("HTTP/1.1 200 ");
		assertThat(ask(port, "HEAD", "/lb", "localhost")).startsWith("HTTP/1.1 503 ").endsWith("\r\n\r\n");
	}

	@Test
	void whatIsNotThereIsNotFound() throws IOException {
		for (String path : List.of("/", "/health", "/health_check", "/actuator", "*")) {
			assertThat(ask(port, "GET", path, "localhost")).startsWith("HTTP/1.1 404 ");
		}
		assertThat(ask(port, "POST", "/lb", "localhost")).startsWith("HTTP/1.1 405 ").contains("Allow: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\r\n", "\n", "\r\n\r\n" })
	void emptyLinesBeforeARequestAreIgnored(String lines) throws IOException {
		assertThat(ask(port, lines + "GET", "/lb", "localhost")).startsWith("HTTP/1.1 200 ");
	}

	/**
	 * What a page of another origin can have a browser send.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "POST / HTTP/1.1", "POST /lb HTTP/1.1", "GET /?a=%0Aswitch_off HTTP/1.1", "PUT / HTTP/1.1",
			"POST http://127.0.0.1/ HTTP/1.1", "POST /%s HTTP/1.1", "POST / HTTP/0.9", "POST /", "post / http/1.1" })
	void aBrowserRunsNoCommand(String line) throws IOException {
		String commands = "\r\nswitch_off\r\ninteractive\r\nswitch_off\r\n\r\nswitch_off\n";
		String head = line.replace("%s", "a".repeat(2000)) + "\r\nHost: 127.0.0.1:" + port
				+ "\r\nOrigin: https://evil.example.org\r\nContent-Type: text/plain\r\nContent-Length: "
				+ commands.length() + "\r\n\r\n";
		String answer = PortClient.exchange(port, head + commands);
		assertThat(answer.lines().findFirst()).get().asString().matches("HTTP/1.1 40[045] .*|Error: .*");
		assertThat(answer).doesNotContain("switched", "Interactive");
		assertThat(app.bean(SwitchGate.class).verdict().open()).isTrue();
		assertThat(PortClient.ask(port, "health_check")).isEqualTo("OK\n");
	}

	private static String ask(int port, String method, String path, String host) throws IOException {
		return PortClient.exchange(port,
				method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
	}

	private record Response(int status, String type, String allow, String body) {

		static Response parse(String text) {
			int end = text.indexOf("\r\n\r\n");
			String head = text.substring(0, end).toLowerCase(Locale.ROOT);
			String body = text.substring(end + 4);
			return new Response(Integer.parseInt(head.substring(9, 12)), header(head, "content-type: "),
					header(head, "allow: "), body);
		}

		private static String header(String head, String name) {
			return head.lines().filter((line) -> line.startsWith(name)).findFirst().orElse("");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		SwitchGate maintenance() {
			return SwitchGate.opened("maintenance", Clock.systemUTC());
		}

		@Bean
		MonitorCommand switchOff(SwitchGate gate) {
			return TestPort.command("switch_off", (arguments) -> {
				gate.close("switched off");
				return "switched off";
			});
		}

	}

}
