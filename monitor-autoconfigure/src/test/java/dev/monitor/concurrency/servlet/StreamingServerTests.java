package dev.monitor.concurrency.servlet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.ConcurrencyLimiter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When streams give their permits back, real sockets.
 */
@ParameterizedClass
@MethodSource("dev.monitor.concurrency.servlet.Container#available")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamingServerTests {

	private static final String[] STREAMS = { "/sse", "/lines", "/flux", "/flux-lines", "/body", "/functional" };

	@SuppressWarnings("NullAway.Init")
	private static ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Container container;

	StreamingServerTests(Container container) {
		this.container = container;
	}

	@BeforeParameterizedClassInvocation
	static void start(Container container) {
		context = start(container, "release");
	}

	@AfterParameterizedClassInvocation
	static void close() {
		context.close();
	}

	@AfterEach
	void allPermitsComeBack() {
		awaitActive(context, 0);
	}

	@Test
	void streamGivesItsPermitBackAsSoonAsItsTypeIsKnown() throws Exception {
		for (String path : STREAMS) {
			CompletableFuture<HttpResponse<InputStream>> response = get(context, path);
			StreamsApplication.Stream stream = opened(context);
			stream.first().run();
			try (BufferedReader reader = reader(response)) {
				assertThat(reader.readLine()).as(path).endsWith("one");
				awaitActive(context, 0);
				stream.end().run();
				assertThat(reader.lines()).as(path).allMatch(String::isBlank);
			}
		}
	}

	@Test
	void anyNumberOfStreamsCanBeOpen() throws Exception {
		for (int i = 0; i < 5; i++) {
			get(context, "/sse");
			StreamsApplication.Stream stream = opened(context);
			stream.first().run();
			awaitActive(context, 0);
			stream.end().run();
		}
	}

	@Test
	void otherAsynchronousResponsesHoldTheirPermitsToTheEnd() throws Exception {
		heldToTheEnd(context, "/download");
	}

	@Test
	void streamsHoldTheirPermitsToTheEndIfAskedTo() throws Exception {
		try (ConfigurableApplicationContext holding = start(this.container, "hold")) {
			for (String path : STREAMS) {
				heldToTheEnd(holding, path);
			}
		}
	}

	private void heldToTheEnd(ConfigurableApplicationContext context, String path) throws Exception {
		CompletableFuture<HttpResponse<InputStream>> response = get(context, path);
		StreamsApplication.Stream stream = opened(context);
		stream.first().run();
		try (BufferedReader reader = reader(response)) {
			assertThat(reader.readLine()).as(path).endsWith("one");
			assertThat(limiter(context).active()).as(path).isEqualTo(1);
			stream.end().run();
			assertThat(reader.lines()).as(path).allMatch(String::isBlank);
		}
		awaitActive(context, 0);
	}

	private static ConfigurableApplicationContext start(Container container, String streaming) {
		return container.start(StreamsApplication.class, "monitor.concurrency.streaming=" + streaming,
				"monitor.concurrency.max-requests=1", "monitor.concurrency.wait-time=30s");
	}

	private static StreamsApplication.Stream opened(ConfigurableApplicationContext context)
			throws InterruptedException {
		StreamsApplication.Stream stream = context.getBean(StreamsApplication.Streams.class).open.poll(30,
				TimeUnit.SECONDS);
		assertThat(stream).isNotNull();
		return stream;
	}

	private static ConcurrencyLimiter limiter(ConfigurableApplicationContext context) {
		return context.getBean(ConcurrencyLimit.class).limiter();
	}

	private static void awaitActive(ConfigurableApplicationContext context, int active) {
		Awaitility.await().untilAsserted(() -> assertThat(limiter(context).active()).isEqualTo(active));
	}

	private static BufferedReader reader(CompletableFuture<HttpResponse<InputStream>> response) throws IOException {
		return new BufferedReader(new InputStreamReader(response.join().body(), StandardCharsets.UTF_8));
	}

	private CompletableFuture<HttpResponse<InputStream>> get(ConfigurableApplicationContext context, String path) {
		int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		return this.client.sendAsync(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
				BodyHandlers.ofInputStream());
	}

}
