package dev.monitor.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.monitor.access.autoconfigure.AccessLogAutoConfiguration;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.concurrency.autoconfigure.ConcurrencyAutoConfiguration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every request of a mixed load is one event, with the status and the number of bytes
 * that were on the wire.
 */
@Timeout(120)
class MixedLoadTests {

	private static final int ROUNDS = 5;

	private static final int LIMIT = 4;

	private static final String BODY = "x".repeat(100_000);

	@RegisterExtension
	private final HttpLines events = new HttpLines();

	private final Map<String, HttpExchange> answers = new ConcurrentHashMap<>();

	private final Queue<HttpExchange> unreadable = new ConcurrentLinkedQueue<>();

	static Stream<Arguments> servers() {
		return Arrays.stream(HttpServer.values())
			.flatMap((server) -> Stream.of(false, true)
				.filter((virtual) -> !virtual || Runtime.version().feature() >= 21)
				.map((virtual) -> Arguments.of(server, virtual)));
	}

	@ParameterizedTest
	@MethodSource("servers")
	void everyRequestIsOneEvent(HttpServer server, boolean virtual) {
		run(server, virtual, (port, app) -> {
			List<Callable<Void>> requests = new ArrayList<>();
			for (int i = 0; i < ROUNDS; i++) {
				requests.addAll(mix(port, i));
			}
			sendAll(requests);
			Awaitility.await().until(() -> app.limiter.active() == 0);
			sendWhileAllPlacesAreTaken(port, app);
			assertThat(this.answers.values()).extracting(HttpExchange::status).contains(200, 202, 404, 413, 503);
			assertThat(this.unreadable).extracting(HttpExchange::status).contains(400);
			int aborted = 2 * ROUNDS;
			Awaitility.await()
				.until(() -> this.events.all().size() >= this.answers.size() + this.unreadable.size() + aborted);
			List<Map<String, String>> all = this.events.all();
			assertThat(all).hasSize(this.answers.size() + this.unreadable.size() + aborted);
			this.answers.forEach((id, answer) -> assertThat(all).filteredOn((event) -> has(event, id))
				.singleElement()
				.as(id)
				.extracting((event) -> event.get("httpStatus") + " " + event.get("nBytes"))
				.isEqualTo(answer.status() + " " + answer.bytes()));
			assertThat(all).filteredOn((event) -> !event.getOrDefault("url", "").contains("?id="))
				.extracting((event) -> event.get("httpStatus"))
				.containsExactlyInAnyOrderElementsOf(
						this.unreadable.stream().map((answer) -> Integer.toString(answer.status())).toList());
			for (int i = 0; i < ROUNDS; i++) {
				String round = Integer.toString(i);
				assertThat(all).filteredOn((event) -> has(event, "/slow?id=" + round)).hasSize(1);
				assertThat(all).filteredOn((event) -> has(event, "/large?id=" + round))
					.singleElement()
					.satisfies((event) -> assertThat(Long.parseLong(event.getOrDefault("nBytes", "")))
						.isLessThanOrEqualTo(App.LARGE));
			}
		});
	}

	private List<Callable<Void>> mix(int port, int round) {
		return List.of(() -> ask(port, "GET /hello?id=get" + round), () -> ask(port, "HEAD /hello?id=head" + round),
				() -> ask(port, "GET /none?id=none" + round), () -> ask(port, "HEAD /none?id=headnone" + round),
				() -> ask(port, "GET /fail?id=fail" + round), () -> ask(port, "GET /async?id=async" + round),
				() -> ask(port, "GET /chunks?id=chunks" + round), () -> ask(port, "GET /empty?id=empty" + round),
				() -> ask(port, "POST /refuse?id=large" + round, "Content-Length: " + BODY.length()),
				() -> garbage(port, "GET /\u0001 HTTP/1.1\r\nHost: a\r\n\r\n"),
				() -> garbage(port, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"),
				() -> pipeline(port, round), () -> abort(port, "/slow?id=" + round, 0),
				() -> abort(port, "/large?id=" + round, 1));
	}

	private void sendAll(List<Callable<Void>> requests) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(6);
		try {
			for (Future<Void> request : clients.invokeAll(requests)) {
				request.get();
			}
		}
		finally {
			clients.shutdownNow();
		}
	}

	private void sendWhileAllPlacesAreTaken(int port, App app) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(LIMIT);
		try {
			List<Future<Void>> held = new ArrayList<>();
			for (int i = 0; i < LIMIT; i++) {
				int number = i;
				held.add(clients.submit(() -> ask(port, "GET /hold?id=hold" + number)));
			}
			assertThat(app.held.await(20, TimeUnit.SECONDS)).isTrue();
			for (int i = 0; i < ROUNDS; i++) {
				ask(port, "GET /hello?id=limited" + i);
				ask(port, "HEAD /hello?id=limitedhead" + i);
			}
			app.release.countDown();
			for (Future<Void> each : held) {
				each.get();
			}
		}
		finally {
			app.release.countDown();
			clients.shutdownNow();
		}
	}

	private Void ask(int port, String line, String... headers) throws IOException {
		String request = line + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
				+ String.join("", Stream.of(headers).map((header) -> header + "\r\n").toList()) + "\r\n"
				+ (line.startsWith("POST ") ? BODY : "");
		this.answers.put(id(line), HttpExchange.send(port, List.of(request)).get(0));
		return null;
	}

	private Void garbage(int port, String request) throws IOException {
		this.unreadable.add(HttpExchange.send(port, List.of(request)).get(0));
		return null;
	}

	private Void pipeline(int port, int round) throws IOException {
		List<String> lines = List.of("GET /hello?id=first" + round, "HEAD /hello?id=second" + round,
				"GET /async?id=third" + round, "GET /none?id=fourth" + round);
		List<String> requests = new ArrayList<>();
		for (String line : lines) {
			boolean last = requests.size() == lines.size() - 1;
			requests.add(line + " HTTP/1.1\r\nHost: a\r\n" + (last ? "Connection: close\r\n" : "") + "\r\n");
		}
		List<HttpExchange> exchanges = HttpExchange.send(port, requests);
		for (int i = 0; i < lines.size(); i++) {
			this.answers.put(id(lines.get(i)), exchanges.get(i));
		}
		return null;
	}

	/**
	 * Ask and go away, after some bytes of the answer, by a reset.
	 */
	private Void abort(int port, String path, int bytes) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(30_000);
			socket.setSoLinger(true, 0);
			socket.getOutputStream()
				.write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
			socket.getInputStream().readNBytes(bytes);
			// a request that waits for a place in vain never starts
			Awaitility.await().until(() -> App.STARTED.contains(path) || socket.getInputStream().available() > 0);
		}
		return null;
	}

	private static String id(String line) {
		return line.substring(line.indexOf("?id="));
	}

	private static boolean has(Map<String, String> event, String end) {
		return event.getOrDefault("url", "").endsWith(end);
	}

	private void run(HttpServer server, boolean virtual, Test test) {
		App.STARTED.clear();
		new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withConfiguration(AutoConfigurations.of(server.configuration, AccessLogAutoConfiguration.class,
					ConcurrencyAutoConfiguration.class))
			.withUserConfiguration(App.class)
			.withPropertyValues("server.port=0", "server.address=127.0.0.1",
					"spring.threads.virtual.enabled=" + virtual, "monitor.concurrency.max-requests=" + LIMIT,
					"monitor.concurrency.max-waiting=2", "monitor.concurrency.wait-time=100ms")
			.run((context) -> {
				ServletWebServerApplicationContext source = context
					.getSourceApplicationContext(AnnotationConfigServletWebServerApplicationContext.class);
				test.run(Objects.requireNonNull(source.getWebServer()).getPort(), source.getBean(App.class));
				assertThat(source.getBean(App.class).thread).as("thread")
					.satisfies((name) -> assertThat(name.contains("Virtual")).isEqualTo(virtual));
			});
	}

	interface Test {

		void run(int port, App app) throws Exception;

	}

	/**
	 * An application that answers in many ways.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(HttpApp.class)
	static class App {

		static final long LARGE = 20_000_000;

		static final Set<String> STARTED = ConcurrentHashMap.newKeySet();

		final ConcurrencyLimiter limiter;

		final CountDownLatch held = new CountDownLatch(LIMIT);

		final CountDownLatch release = new CountDownLatch(1);

		volatile String thread = "";

		App(ConcurrencyLimit limit) {
			this.limiter = limit.limiter();
		}

		@Bean
		ServletRegistrationBean<HttpServlet> more() {
			return new ServletRegistrationBean<>(new HttpServlet() {

				@Override
				protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
					App.this.thread = Thread.currentThread().getClass().getSimpleName();
					String path = request.getRequestURI();
					STARTED.add(path + "?" + request.getQueryString());
					switch (path) {
						case "/chunks" -> write(response, 3, 10_000);
						case "/large" -> write(response, (int) (LARGE / 100_000), 100_000);
						case "/slow" -> write(response, 2, 1000);
						case "/refuse" -> response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
						case "/hold" -> hold(response);
						default -> response.setStatus(HttpServletResponse.SC_NO_CONTENT);
					}
				}

			}, "/chunks", "/large", "/slow", "/refuse", "/hold", "/empty");
		}

		private void hold(HttpServletResponse response) throws IOException {
			this.held.countDown();
			try {
				assertThat(this.release.await(60, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			response.getWriter().write("held");
		}

		private static void write(HttpServletResponse response, int times, int bytes) throws IOException {
			byte[] part = new byte[bytes];
			for (int i = 0; i < times; i++) {
				response.getOutputStream().write(part);
				response.flushBuffer();
			}
		}

	}

}
