package dev.monitor.port;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import dev.monitor.Unwanted;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application in a process of its own that takes all the memory it can get, gives some
 * back and takes it again.
 */
class FullHeapTests {

	@TempDir
	private Path directory;

	/**
	 * Classes in a directory are loaded when the application is ready, those in a jar
	 * when they are first needed. To load one, or to answer, may fail for want of memory,
	 * and must work later.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void portAndListenerAnswerWhileMemoryIsShort(boolean packaged) throws Exception {
		Path output = this.directory.resolve("output");
		Process process = start(output, packaged ? packaged() : System.getProperty("java.class.path"));
		try {
			Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> lines(output).contains("FULL"));
			int port = port(output, "PORT=");
			int listener = port(output, "LISTENER=");
			for (int i = 0; i < 10; i++) {
				await(output).until(() -> isAnswered(port));
				await(output).until(() -> isServed(listener));
			}
		}
		finally {
			process.destroyForcibly();
			assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		}
	}

	private static ConditionFactory await(Path output) {
		return Awaitility.await(String.join("\n", lines(output))).atMost(Duration.ofSeconds(30));
	}

	private static boolean isAnswered(int port) {
		try {
			return PortClient.ask(port, "health_check").equals("OK\n");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static boolean isServed(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write("GET /health HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
				.startsWith("HTTP/1.1 200 ");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static int port(Path output, String prefix) {
		return lines(output).stream()
			.filter((line) -> line.startsWith(prefix))
			.mapToInt((line) -> Integer.parseInt(line.substring(prefix.length())))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Return a class path on which Monitor is a jar.
	 */
	private String packaged() throws IOException {
		Path classes = Path.of(FullHeapTests.class.getProtectionDomain().getCodeSource().getLocation().getPath())
			.resolveSibling("classes");
		Path jar = this.directory.resolve("monitor.jar");
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
				Stream<Path> files = Files.walk(classes)) {
			for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
				out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
				Files.copy(file, out);
			}
		}
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((entry) -> Path.of(entry).toAbsolutePath().equals(classes.toAbsolutePath()) ? jar.toString() : entry)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static Process start(Path output, String classPath) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", Application.class.getName(),
				"--server.port=0", "--server.address=127.0.0.1", "--monitor.port.port=0",
				"--monitor.health.listen-address=127.0.0.1:0", "--monitor.warmup.enabled=false",
				"--monitor.health.background.enabled=false", "--monitor.database.enabled=false",
				Unwanted.property(Unwanted.JETTY, Unwanted.SECURITY))
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().put("CLASSPATH", classPath);
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
			System.out.println("LISTENER=" + context.getEnvironment().getProperty("local.monitor.health.port"));
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
