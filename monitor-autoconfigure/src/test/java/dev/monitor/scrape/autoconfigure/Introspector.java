package dev.monitor.scrape.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An identity provider that tells whether a token is active (RFC 7662), or fails to. What
 * it does not know is not active.
 */
final class Introspector implements AutoCloseable {

	static final String METRICS = "opaque-metrics";

	static final String OTHER_SCOPE = "opaque-other";

	static final String DROPPED = "opaque-dropped";

	static final String FAILS = "opaque-fails";

	static final String NONSENSE = "opaque-nonsense";

	static final String ODD = "opaque-odd";

	static final String HANGS = "opaque-hangs";

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final AtomicInteger calls = new AtomicInteger();

	private final HttpServer server;

	private volatile @Nullable Pause pause;

	Introspector() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/introspect", this::handle);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	String uri() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/introspect";
	}

	int calls() {
		return this.calls.get();
	}

	/**
	 * Keep whoever asks about {@link #HANGS} waiting, until that is closed.
	 */
	Pause pause() {
		Pause pause = new Pause(new CountDownLatch(1), new CountDownLatch(1));
		this.pause = pause;
		return pause;
	}

	private void handle(HttpExchange exchange) throws IOException {
		this.calls.incrementAndGet();
		try (exchange) {
			String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			String token = form.replaceFirst("^(.*&)?token=([^&]*).*$", "$2");
			switch (token) {
				case METRICS -> answer(exchange, 200, "{\"active\":true,\"scope\":\"read admin:metrics\"}");
				case OTHER_SCOPE -> answer(exchange, 200, "{\"active\":true,\"scope\":\"read metrics\"}");
				case DROPPED -> {
				}
				case FAILS -> answer(exchange, 500, "{\"active\":true,\"scope\":\"admin:metrics\"}");
				case NONSENSE -> answer(exchange, 200, "<html>");
				case ODD -> answer(exchange, 200, "{\"active\":true,\"scope\":\"admin:metrics\",\"exp\":\"soon\"}");
				default -> {
					hang(token);
					answer(exchange, 200, "{\"active\":false}");
				}
			}
		}
	}

	private void hang(String token) {
		Pause pause = this.pause;
		if (token.equals(HANGS) && pause != null) {
			pause.hold();
		}
	}

	private static void answer(HttpExchange exchange, int status, String json) throws IOException {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	record Pause(CountDownLatch begun, CountDownLatch ended) implements AutoCloseable {

		void awaitCaller() throws InterruptedException {
			assertThat(this.begun.await(20, TimeUnit.SECONDS)).isTrue();
		}

		private void hold() {
			this.begun.countDown();
			try {
				this.ended.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		public void close() {
			this.ended.countDown();
		}

	}

}
