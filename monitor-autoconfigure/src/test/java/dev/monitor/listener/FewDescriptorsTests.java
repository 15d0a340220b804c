package dev.monitor.listener;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.monitor.Unwanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application that may have few file descriptors, in a process of its own, while idle
 * connections use them up.
 */
@EnabledOnOs(OS.LINUX)
class FewDescriptorsTests {

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	private static final int DESCRIPTORS = 400;

	/**
	 * Less than the twelve seconds for which it was silent.
	 */
	private static final int PROMPT = 6000;

	private final List<Socket> sockets = new ArrayList<>();

	@TempDir
	private Path directory;

	@Test
	void healthIsToldWhenIdleConnectionsHaveUsedUpTheDescriptors() throws Exception {
		Path output = this.directory.resolve("output");
		Process process = start(output);
		try {
			await().atMost(Duration.ofMinutes(2)).until(() -> ports(output).length == 3);
			int[] ports = ports(output);
			assertThat(get(ports[0], "/orders")).startsWith("HTTP/1.1 404");
			// Not a word to the listener before: its classes may stand in files too.
			connectUntilNoneIsTaken(ports[0]);
			for (int i = 0; i < 20; i++) {
				// As load balancers do: meanwhile Tomcat looks for descriptors too.
				TimeUnit.MILLISECONDS.sleep(300);
				assertThat(health(ports[1], output)).startsWith("HTTP/1.1 200");
			}
			assertThat(exchange(ports[2], "health_check\n")).isEqualTo("OK\n");
			assertThat(exchange(ports[2], "agent_check\n")).isEqualTo("up 100%\n");
			assertThat(exchange(ports[2], "GET /readyz HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
			closeAll();
			connect(ports[1], 600);
			assertThat(get(ports[1], "/health")).startsWith("HTTP/1.1 200");
			await().atMost(Duration.ofMinutes(1))
				.ignoreExceptions()
				.until(() -> get(ports[0], "/orders").startsWith("HTTP/1.1 404"));
			assertThat(Files.readAllLines(output)).filteredOn((line) -> line.contains("cannot take every connection"))
				.allMatch((line) -> line.contains("ulimit -n") && !line.contains("stack="))
				.map((line) -> line.substring(line.indexOf("Listener for ")).split(" ", -1)[2])
				.contains("health")
				.doesNotHaveDuplicates();
		}
		finally {
			closeAll();
			process.destroy();
			assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		}
	}

	private static Process start(Path output) throws IOException {
		ProcessBuilder builder = new ProcessBuilder("bash", "-c", "ulimit -n " + DESCRIPTORS + "; exec \"$0\" \"$@\"",
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
				Application.class.getName(), "--server.port=0", "--server.address=127.0.0.1",
				"--monitor.health.listen-address=127.0.0.1:0", "--monitor.port.port=0",
				"--monitor.warmup.enabled=false", "--monitor.dependency.enabled=false",
				Unwanted.property(Unwanted.JETTY, Unwanted.SECURITY))
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		builder.environment().keySet().removeIf((name) -> name.startsWith("MONITOR_"));
		return builder.start();
	}

	private static int[] ports(Path output) throws IOException {
		return Files.readAllLines(output)
			.stream()
			.filter((line) -> line.contains("PORTS="))
			.map((line) -> line.substring(line.indexOf("PORTS=") + 6).split("[^0-9]+"))
			.map((ports) -> Stream.of(ports).mapToInt(Integer::parseInt).toArray())
			.findFirst()
			.orElse(new int[0]);
	}

	/**
	 * Connect until the accept queue is full too, since the process can take nobody any
	 * more.
	 */
	private void connectUntilNoneIsTaken(int port) throws IOException {
		try {
			connect(port, 2 * DESCRIPTORS);
			assertThat(this.sockets).as("more connections than descriptors").isEmpty();
		}
		catch (SocketTimeoutException ex) {
			assertThat(this.sockets).hasSizeGreaterThan(100);
		}
	}

	private void connect(int port, int count) throws IOException {
		for (int i = 0; i < count; i++) {
			Socket socket = new Socket();
			this.sockets.add(socket);
			socket.connect(new InetSocketAddress(LOOPBACK, port), 2000);
		}
	}

	private void closeAll() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.sockets.clear();
	}

	private static String health(int port, Path output) throws IOException {
		try {
			return get(port, "/health");
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError("No answer from the process that wrote " + Files.readString(output), ex);
		}
	}

	private static String get(int port, String path) throws IOException {
		return exchange(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
	}

	private static String exchange(int port, String text) throws IOException {
		try (Socket socket = new Socket()) {
			socket.setSoTimeout(PROMPT);
			socket.connect(new InetSocketAddress(LOOPBACK, port), PROMPT);
			socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

	/**
	 * What runs in the other process.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		public static void main(String[] arguments) {
			ConfigurableApplicationContext context = SpringApplication.run(Application.class, arguments);
			System.out.println("PORTS=" + context.getEnvironment().getProperty("local.server.port") + " "
					+ context.getEnvironment().getProperty("local.monitor.health.port") + " "
					+ context.getEnvironment().getProperty("local.monitor.port.port"));
		}

	}

}
