package dev.monitor.sample.monitor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.monitor.sample.Clients;
import dev.monitor.sample.SampleTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the monitor port tells of the sample.
 */
@SampleTest
class MonitorPortTests {

	@Autowired
	private Clients clients;

	@Value("${local.monitor.port.port}")
	private int port;

	@Test
	void itTellsTheSameAsHttp() throws IOException {
		this.clients.awaitReadiness(200);
		assertThat(ask("health_check")).isEqualTo("OK\n");
		assertThat(ask("agent_check")).matches("up \\d+%\n");
	}

	@Test
	void theSamplesOwnCommandIsThere() throws IOException {
		this.clients.awaitReadiness(200);
		assertThat(ask("help")).contains("  latest_orders -- ");
		this.clients.order("apple", 2).expectStatus().isCreated();
		assertThat(ask("latest_orders")).contains(" apple 2\n");
	}

	private String ask(String command) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
