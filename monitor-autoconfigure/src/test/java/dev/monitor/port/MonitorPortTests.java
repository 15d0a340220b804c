package dev.monitor.port;

import java.io.IOException;
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
	void helpListsWhatThereIs() throws IOException {
		assertThat(PortClient.ask(port, "help")).isEqualTo("");
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
