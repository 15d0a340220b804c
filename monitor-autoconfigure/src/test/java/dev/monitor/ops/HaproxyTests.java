package dev.monitor.ops;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import dev.monitor.RealClient;
import dev.monitor.Unwanted;
import dev.monitor.gate.SwitchGate;
import dev.monitor.health.RunningApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real HAProxy with the shipped configuration in front of a real application.
 */
class HaproxyTests {

	private static final String METRICS = "/actuator/prometheus";

	@TempDir
	private Path directory;

	@Test
	void aClosedGateTakesTheInstanceOutAndAnOpenOnePutsItBack() throws Exception {
		Path program = RealClient.find("haproxy", "haproxy");
		try (Socket reserved = reserve();
				RunningApp app = RunningApp.start(Config.class, List.of(Unwanted.JETTY, Unwanted.SECURITY))) {
			int port = reserved.getLocalPort();
			Process haproxy = new ProcessBuilder(program.toString(), "-db", "-f", configuration(port, app.port()))
				.redirectErrorStream(true)
				.redirectOutput(this.directory.resolve("log").toFile())
				.start();
			try {
				awaitStatus(port, 404);
				assertThat(RunningApp.send(app.port(), "GET", METRICS).statusCode()).isEqualTo(200);
				assertThat(RunningApp.send(port, "GET", METRICS).statusCode()).isEqualTo(401);
				app.bean(SwitchGate.class).close("maintenance");
				awaitStatus(port, 503);
				app.bean(SwitchGate.class).open();
				awaitStatus(port, 404);
			}
			finally {
				haproxy.destroy();
				haproxy.waitFor();
			}
		}
	}

	/**
	 * HAProxy shares ports, so the one it gets can be held for it. What is bound and does
	 * not listen gets no connections.
	 */
	private static Socket reserve() throws IOException {
		Socket socket = new Socket();
		socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
		socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		return socket;
	}

	private String configuration(int port, int appPort) throws IOException {
		String shipped = new String(OperatorFiles.read("haproxy/http-check.cfg"), StandardCharsets.UTF_8);
		Path file = Files.writeString(this.directory.resolve("haproxy.cfg"),
				shipped.replace("bind :80", "bind 127.0.0.1:" + port)
					.replace("10.0.0.1:8080", "127.0.0.1:" + appPort)
					.replace("    server b 10.0.0.2:8080\n", "")
					.replace("inter 2s fastinter 1s downinter 1s", "inter 200ms"));
		return file.toString();
	}

	/**
	 * A path that does not exist is answered by the application with 404, and without one
	 * by HAProxy with 503.
	 */
	private static void awaitStatus(int port, int status) {
		await().ignoreExceptionsInstanceOf(IOException.class)
			.until(() -> RunningApp.send(port, "GET", "/nothing").statusCode() == status);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Config {

		@Bean
		SwitchGate maintenance() {
			return SwitchGate.opened("maintenance", Clock.systemUTC());
		}

	}

}
