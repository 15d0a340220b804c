package dev.monitor.port;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.monitor.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that send what comes to their minds, for as many seconds as the system property
 * {@code monitor.random-bytes.seconds} says.
 */
@EnabledOnOs(OS.LINUX)
class RandomBytesTests {

	private static final long NANOS = Duration.ofSeconds(Long.getLong("monitor.random-bytes.seconds", 2)).toNanos();

	private static final int CLIENTS = 4;

	private static final long ENOUGH_MEMORY = 16 << 20;

	private static final List<String> WORDS = List.of("health_check", "agent_check", "warmup_state", "gates", "history",
			"help", "interactive", "interactive", "quit", "slow", "fail", "\n", "\n", "\r\n", "\r", " ", "\t",
			"GET / HTTP/1.1", "GET /health HTTP/1.0\r\n\r\n", "POST / HTTP/1.1\r\n", "Host: a\r\n", "\r\n\r\n",
			"HTTP/1.1", "PRI * HTTP/2.0", "\u0000", "\u001b[2J", "\u202e", "x".repeat(900), "OK", "-1",
			"99999999999999999999");

	@Test
	void harmNobody() throws Exception {
		Logger logger = (Logger) LoggerFactory.getLogger("dev.monitor.listener");
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		logger.setLevel(Level.DEBUG);
		try (CapturedLog log = new CapturedLog("dev.monitor");
				TestPort port = TestPort.open(new SessionLimits(Duration.ofSeconds(1), 1024), 64,
						TestPort.command("slow", (arguments) -> "slow"), TestPort.command("fail", (arguments) -> {
							throw new IOException("OK");
						}))) {
			run(clients, port, NANOS / 10);
			long threads = threads();
			long memory = memory();
			long descriptors = descriptors();
			run(clients, port, NANOS);
			assertThat(port.ask("health_check")).isEqualTo("OK\n");
			assertThat(log.lines()).isEmpty();
			assertThat(threads()).isLessThanOrEqualTo(threads + 2);
			await().untilAsserted(() -> assertThat(descriptors()).isLessThanOrEqualTo(descriptors + 8));
			assertThat(memory()).isLessThan(memory + ENOUGH_MEMORY);
		}
		finally {
			logger.setLevel(null);
			clients.shutdownNow();
		}
	}

	private static void run(ExecutorService clients, TestPort port, long nanos) throws Exception {
		long end = System.nanoTime() + nanos;
		List<Future<Integer>> sent = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			Random random = new Random(i);
			sent.add(clients.submit(() -> {
				int count = 0;
				while (System.nanoTime() - end < 0) {
					converse(port, random);
					count++;
				}
				return count;
			}));
		}
		for (Future<Integer> each : sent) {
			assertThat(each.get()).isPositive();
		}
	}

	private static void converse(TestPort port, Random random) throws IOException {
		try (Socket socket = PortClient.connect(port.number())) {
			for (int i = random.nextInt(8); i > 0; i--) {
				socket.getOutputStream().write(random.nextBoolean() ? bytes(random) : words(random));
			}
			switch (random.nextInt(4)) {
				case 0 -> socket.setSoLinger(true, 0);
				case 1 -> {
					socket.setSoTimeout(20);
					socket.getInputStream().readNBytes(100);
				}
				case 2 -> {
					socket.shutdownOutput();
					socket.getInputStream().readAllBytes();
				}
				default -> socket.shutdownInput();
			}
		}
		catch (SocketTimeoutException ex) {
			assertThat(ex).hasMessageContaining("Read timed out");
		}
		catch (SocketException ex) {
			// The port does not listen for ever to who has been answered.
			assertThat(ex).hasMessageMatching("(?i).*(reset|broken pipe|closed|not connected).*");
		}
	}

	private static byte[] bytes(Random random) {
		byte[] bytes = new byte[random.nextInt(random.nextInt(10) > 0 ? 64 : 20_000)];
		random.nextBytes(bytes);
		return bytes;
	}

	private static byte[] words(Random random) {
		StringBuilder words = new StringBuilder();
		for (int i = random.nextInt(12); i > 0; i--) {
			words.append(WORDS.get(random.nextInt(WORDS.size())));
		}
		return words.toString().getBytes(StandardCharsets.UTF_8);
	}

	private static long threads() {
		return Thread.getAllStackTraces().size();
	}

	private static long memory() {
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

	private static long descriptors() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
			return files.count();
		}
	}

}
