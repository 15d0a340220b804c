package dev.monitor.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import dev.monitor.Unwanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application in a process of its own that takes all the memory it can get, gives some
 * back and takes it again.
 */
class FullHeapTests {

	@TempDir
	private Path directory;

	@Test
	void thePortAnswersWhileMemoryIsShort() throws Exception {
		Path output = this.directory.resolve("output");
		Process process = start(output);
		try {
			await().atMost(Duration.ofMinutes(2)).until(() -> lines(output).contains("FULL"));
			int port = lines(output).stream()
				.filter((line) -> line.startsWith("PORT="))
				.mapToInt((line) -> Integer.parseInt(line.substring(5)))
				.findFirst()
				.orElseThrow();
			for (int i = 0; i < 10; i++) {
				// Load balancers do not give up at the first either.
				assertThat(IntStream.range(0, 2)).as(() -> String.join("\n", lines(output)))
					.anyMatch((attempt) -> isAnswered(port));
			}
			assertThat(lines(output)).noneMatch((line) -> line.contains("monitor-port") && line.contains("lvl=error"));
		}
		finally {
			process.destroyForcibly();
			assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		}
	}

	private static boolean isAnswered(int port) {
		try {
			return PortClient.ask(port, "health_check").equals("OK\n");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static Process start(Path output) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", Application.class.getName(),
				"--server.port=0", "--server.address=127.0.0.1", "--monitor.port.port=0",
				"--monitor.warmup.enabled=false", "--monitor.health.background.enabled=false",
				"--monitor.database.enabled=false", Unwanted.property(Unwanted.JETTY, Unwanted.SECURITY))
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		builder.environment().keySet().removeIf((name) -> name.startsWith("MONITOR_"));
		return builder.start();
	}

	private static List<String> lines(Path output) {
		try {
			return Files.readAllLines(output);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What runs in the other process.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private static final int PIECE = 1 << 14;

		public static void main(String[] arguments) {
			ConfigurableApplicationContext context = SpringApplication.run(Application.class, arguments);
			System.out.println("PORT=" + context.getEnvironment().getProperty("local.monitor.port.port"));
			List<byte[]> hoard = new ArrayList<>(100_000);
			boolean told = false;
			while (true) {
				try {
					hoard.add(new byte[PIECE]);
				}
				catch (OutOfMemoryError ex) {
					hoard.subList(hoard.size() - 128, hoard.size()).clear();
					if (!told) {
						System.out.println("FULL");
						told = true;
					}
					LockSupport.parkNanos(10_000_000);
				}
			}
		}

	}

}
