package dev.monitor.logging.logback;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.Unwanted;
import dev.monitor.access.autoconfigure.AccessLogAutoConfiguration;
import dev.monitor.logging.LogfmtReader;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application does whose standard output blocks, is closed, or is read to the
 * end, seen from outside of its process.
 */
@Timeout(240)
class StandardOutputTests {

	private static final Pattern MISSING = Pattern.compile("msg=\"(\\d+) log lines are missing here");

	/**
	 * More than a pipe and the queue hold, with lines of some kilobytes.
	 */
	private static final int REQUESTS = 500;

	private static final String PATH = "/hello/" + "x".repeat(3000);

	@TempDir
	private Path directory;

	private final HttpClient client = HttpClient.newHttpClient();

	private final List<Process> processes = new ArrayList<>();

	@AfterEach
	void stop() {
		this.processes.forEach(Process::destroyForcibly);
	}

	@Test
	void anApplicationLivesOnWhileNobodyReadsItsLines() throws Exception {
		Process process = start(WebApp.class);
		int port = port();
		for (int i = 0; i < REQUESTS; i++) {
			assertThat(get(port, PATH + "?" + i).statusCode()).isEqualTo(200);
		}
		Awaitility.await().until(() -> lost(port) > 0);
		long written = 0;
		long missing = 0;
		try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
			while (written + missing < REQUESTS) {
				String line = lines.readLine();
				assertThat(line).as("line after " + written).isNotNull();
				assertThat(LogfmtReader.read((line + "\n").getBytes(StandardCharsets.UTF_8))).containsKey("lvl");
				written += line.contains("url=" + PATH) ? 1 : 0;
				Matcher matcher = MISSING.matcher(line);
				missing += matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
			}
			assertThat(missing).isPositive().isLessThanOrEqualTo(lost(port));
		}
	}

	@Test
	void aReaderThatIsSlowCostsEventsOfRequestsAndHoldsNoClientUp() throws Exception {
		Process process = start(WebApp.class);
		int port = port();
		Thread reader = new Thread(() -> readSlowly(process));
		reader.start();
		int requests = 0;
		while (lost(port) == 0) {
			assertThat(requests++).isLessThan(REQUESTS);
			assertThat(get(port, PATH + "?" + requests).statusCode()).isEqualTo(200);
		}
		assertThat(reader.isAlive()).isTrue();
		process.destroyForcibly();
		reader.join();
	}

	/**
	 * Read 16 KiB a second.
	 */
	private static void readSlowly(Process process) {
		try (InputStream lines = process.getInputStream()) {
			while (lines.readNBytes(1024).length > 0) {
				TimeUnit.NANOSECONDS.sleep(1_000_000_000L / 16);
			}
		}
		catch (IOException | InterruptedException ex) {
			// the process is gone
		}
	}

	@Test
	void anApplicationLivesOnAfterTheReaderOfItsLinesIsGone() throws Exception {
		Process process = start(WebApp.class);
		int port = port();
		process.getInputStream().close();
		for (int i = 0; i < 20; i++) {
			assertThat(get(port, "/hello").statusCode()).isEqualTo(200);
		}
		Awaitility.await().until(() -> lost(port) >= 20);
		assertThat(Files.readAllLines(errors())).filteredOn((line) -> line.contains("Log lines are being lost"))
			.hasSize(1);
	}

	@Test
	void anApplicationEndsWhileNobodyReadsItsLines() throws Exception {
		Process process = start(WebApp.class);
		int port = port();
		for (int i = 0; i < REQUESTS; i++) {
			get(port, PATH);
		}
		Awaitility.await().until(() -> lost(port) > 0);
		process.destroy();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(Files.readAllLines(errors())).filteredOn((line) -> line.contains("log lines are missing"))
			.isNotEmpty()
			.allMatch((line) -> line.startsWith("t=") && line.contains("standard output did not take them"));
	}

	@Test
	void anApplicationEndsWhileNobodyReadsItsErrorsEither() throws Exception {
		Process process = start(
				builder(WebApp.class, this.directory.resolve("port").toString()).redirectErrorStream(true));
		int port = port();
		for (int i = 0; i < REQUESTS; i++) {
			get(port, PATH);
		}
		Awaitility.await().until(() -> lost(port) > 0);
		process.destroy();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void theLastLinesAreThereHoweverTheApplicationEnds() throws Exception {
		for (String end : List.of("return", "exit", "exit-without-hook", "throw")) {
			assertThat(lines(end)).as(end)
				.filteredOn((line) -> line.contains("msg=line-"))
				.hasSize(5000)
				.last()
				.asString()
				.contains("line-4999 ");
		}
	}

	@Test
	void anErrorIsThereEvenIfTheJvmIsHalted() throws Exception {
		assertThat(lines("halt")).filteredOn((line) -> line.contains("msg=line-")).hasSize(5000);
	}

	/**
	 * The lines go to what standard output was before, or past it, and what the stream
	 * logs is no line.
	 */
	@Test
	void aStandardOutputThatIsALoggerIsNoLoop() throws Exception {
		for (String end : List.of("redirected-later", "redirected-before")) {
			List<String> lines = lines(end);
			assertThat(lines).as(end).filteredOn((line) -> line.contains("msg=line-")).hasSize(5000);
			assertThat(lines).as(end).filteredOn((line) -> line.contains("printed")).hasSize(end.endsWith("r") ? 1 : 0);
			assertThat(lines).as(end).allMatch((line) -> line.startsWith("t="));
		}
	}

	private List<String> lines(String end) throws Exception {
		Path output = this.directory.resolve(end);
		Process process = start(builder(LoggingApp.class, end).redirectOutput(output.toFile()));
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return Files.readAllLines(output);
	}

	private Process start(Class<?> main) throws IOException {
		return start(builder(main, this.directory.resolve("port").toString()));
	}

	private Process start(ProcessBuilder builder) throws IOException {
		Process process = builder.start();
		this.processes.add(process);
		return process;
	}

	private ProcessBuilder builder(Class<?> main, String argument) {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
				main.getName(), argument)
			.redirectError(errors().toFile());
	}

	private Path errors() {
		return this.directory.resolve("errors");
	}

	private int port() {
		Path file = this.directory.resolve("port");
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(file));
		try {
			return Integer.parseInt(Files.readString(file));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private long lost(int port) throws IOException, InterruptedException {
		return Long.parseLong(get(port, "/lost").body());
	}

	private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(20))
			.build(), BodyHandlers.ofString());
	}

	/**
	 * Answers requests, and tells its port in a file.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, AccessLogAutoConfiguration.class })
	static class WebApp {

		public static void main(String[] args) {
			SpringApplication application = new SpringApplication(WebApp.class);
			Path file = Path.of(args[0]);
			application.addListeners((ApplicationListener<WebServerInitializedEvent>) (event) -> tell(file, event));
			application.run("--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off",
					Unwanted.property(Unwanted.JETTY));
		}

		private static void tell(Path file, WebServerInitializedEvent event) {
			try {
				Path unfinished = Files.writeString(file.resolveSibling("unfinished"),
						Integer.toString(event.getWebServer().getPort()));
				Files.move(unfinished, file);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Bean
		ServletRegistrationBean<HttpServlet> hello() {
			return new ServletRegistrationBean<>(new HttpServlet() {

				@Override
				protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
					boolean lost = "/lost".equals(request.getRequestURI());
					response.getWriter().write(lost ? Long.toString(LineAppender.lostLines()) : "hello");
				}

			}, "/*");
		}

	}

	/**
	 * Logs, and ends.
	 */
	@Configuration(proxyBeanMethods = false)
	static class LoggingApp {

		private static final Logger logger = LoggerFactory.getLogger(LoggingApp.class);

		public static void main(String[] args) {
			if (args[0].equals("redirected-before")) {
				redirect();
			}
			SpringApplication application = new SpringApplication(LoggingApp.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.setDefaultProperties(
					Map.of("logging.register-shutdown-hook", Boolean.toString(!args[0].equals("exit-without-hook"))));
			application.run();
			if (args[0].equals("redirected-later")) {
				redirect();
				System.out.println("printed");
			}
			for (int i = 0; i < 4999; i++) {
				logger.info("line-{}", i);
			}
			logger.error("line-4999");
			end(args[0]);
		}

		private static void redirect() {
			System.setOut(new PrintStream(new LoggerStream(), true));
			System.setErr(new PrintStream(new LoggerStream(), true));
		}

		private static void end(String end) {
			switch (end) {
				case "exit", "exit-without-hook" -> System.exit(3);
				case "halt" -> Runtime.getRuntime().halt(3);
				case "throw" -> throw new IllegalStateException("The end");
				default -> {
				}
			}
		}

	}

	/**
	 * Logs each line that is written to it.
	 */
	private static final class LoggerStream extends OutputStream {

		private final Logger logger = LoggerFactory.getLogger("stream");

		private final ByteArrayOutputStream line = new ByteArrayOutputStream();

		@Override
		public synchronized void write(int b) {
			if (b != '\n') {
				this.line.write(b);
				return;
			}
			String text = this.line.toString(StandardCharsets.UTF_8);
			this.line.reset();
			this.logger.info(text);
		}

	}

}
