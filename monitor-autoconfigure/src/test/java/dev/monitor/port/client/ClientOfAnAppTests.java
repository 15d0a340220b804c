package dev.monitor.port.client;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import dev.monitor.Unwanted;
import dev.monitor.gate.SwitchGate;
import dev.monitor.health.RunningApp;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The client and the monitor port of a running application.
 */
class ClientOfAnAppTests {

	private final Terminal terminal = new Terminal();

	@Test
	void theyUnderstandEachOther() {
		try (RunningApp app = RunningApp.start(Application.class, List.of(Unwanted.JETTY, Unwanted.SECURITY),
				"monitor.port.port=0")) {
			int port = app.port("local.monitor.port.port");
			await().until(() -> ask(port, "health_check") == 0);
			assertThat(this.terminal.out()).isEqualTo("OK\n");
			assertThat(ask(port, "help")).isZero();
			assertThat(this.terminal.out()).contains("\n  health_check -- ");
			assertThat(ask(port, "nonsense")).isEqualTo(1);
			assertThat(this.terminal.out()).startsWith("Error: ").containsOnlyOnce("\n");
			assertThat(ask(port, "agent_check")).isZero();
			app.bean(SwitchGate.class).close("cleaning");
			assertThat(ask(port, "health_check")).isEqualTo(1);
			assertThat(this.terminal.out()).isEqualTo("Error: cleaning\n");
			assertThat(converse(port, "health_check\n\nquit\n")).isZero();
			assertThat(this.terminal.out()).isEqualTo("""
					Interactive mode on.  Use "quit" To exit.
					Error: cleaning
					Error: cleaning
					Goodbye.
					""");
			assertThat(converse(port, "health_check")).isZero();
			assertThat(this.terminal.out()).endsWith("exit.\nError: cleaning\n");
			assertThat(this.terminal.err()).isEmpty();
		}
	}

	private int ask(int port, String... words) {
		return this.terminal.run(new PortCommand(),
				Stream.concat(Stream.of("--port", String.valueOf(port)), Stream.of(words)).toArray(String[]::new));
	}

	private int converse(int port, String typed) {
		return this.terminal.run(new PortCommand(), new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
				"--port", String.valueOf(port), "interactive");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		SwitchGate maintenance() {
			return SwitchGate.opened("maintenance", Clock.systemUTC());
		}

	}

}
