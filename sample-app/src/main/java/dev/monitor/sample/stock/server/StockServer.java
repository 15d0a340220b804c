package dev.monitor.sample.stock.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * A stock service small enough to carry along, on the loopback interface alone:
 * {@code GET /items/{sku}}, {@code GET /health}, and a switch to try what happens without
 * it: {@code POST /break} (answer 503), {@code POST /break?mode=hang} (do not answer) and
 * {@code POST /mend}.
 */
class StockServer implements AutoCloseable {

	private static final Map<String, Integer> QUANTITIES = Map.of("apple", 100, "pear", 5, "plum", 0, "mango", 100);

	/**
	 * What lies far away: it takes a while to look how many there are.
	 */
	private static final String FAR = "mango";

	private static final int FAR_MILLIS = 400;

	private final HttpServer server;

	private final ExecutorService executor;

	private final Queue<HttpExchange> unanswered = new ArrayBlockingQueue<>(100);

	private volatile Mode mode = Mode.WORKING;

	StockServer(int port) throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		CustomizableThreadFactory threads = new CustomizableThreadFactory("stock-");
		threads.setDaemon(true);
		this.executor = Executors.newFixedThreadPool(4, threads);
		this.server.setExecutor(this.executor);
		this.server.createContext("/items/", unlessBroken(this::item));
		this.server.createContext("/health", unlessBroken((exchange) -> answer(exchange, 200, "{\"status\":\"UP\"}")));
		this.server.createContext("/break", (exchange) -> turn(exchange, requestedMode(exchange)));
		this.server.createContext("/mend", (exchange) -> turn(exchange, Mode.WORKING));
	}

	StockServer start() {
		this.server.start();
		return this;
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	private HttpHandler unlessBroken(HttpHandler handler) {
		return (exchange) -> {
			switch (this.mode) {
				case WORKING -> handler.handle(exchange);
				case BROKEN -> answer(exchange, 503, "{\"status\":\"DOWN\"}");
				case HANGING -> leaveUnanswered(exchange);
			}
		};
	}

	private void item(HttpExchange exchange) throws IOException {
		String sku = exchange.getRequestURI().getPath().substring("/items/".length());
		Integer quantity = QUANTITIES.get(sku);
		if (quantity == null) {
			answer(exchange, 404, "{\"error\":\"unknown item\"}");
			return;
		}
		if (sku.equals(FAR)) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(FAR_MILLIS));
		}
		answer(exchange, 200, "{\"sku\":\"%s\",\"quantity\":%d}".formatted(sku, quantity));
	}

	private void turn(HttpExchange exchange, Mode mode) throws IOException {
		if (!exchange.getRequestMethod().equals("POST")) {
			answer(exchange, 405, "{\"error\":\"use POST\"}");
			return;
		}
		this.mode = mode;
		this.unanswered.removeIf(StockServer::drop);
		answer(exchange, 200, "{\"stock\":\"%s\"}".formatted(mode.name().toLowerCase(Locale.ROOT)));
	}

	private void leaveUnanswered(HttpExchange exchange) {
		while (!this.unanswered.offer(exchange)) {
			HttpExchange oldest = this.unanswered.poll();
			if (oldest != null) {
				drop(oldest);
			}
		}
	}

	private static boolean drop(HttpExchange exchange) {
		exchange.close();
		return true;
	}

	private static Mode requestedMode(HttpExchange exchange) {
		return "mode=hang".equals(exchange.getRequestURI().getQuery()) ? Mode.HANGING : Mode.BROKEN;
	}

	private static void answer(HttpExchange exchange, int status, String json) throws IOException {
		byte[] body = (json + "\n").getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		// on a kept connection TCP's delayed acknowledgement adds 40 ms to each answer
		exchange.getResponseHeaders().set("Connection", "close");
		try (exchange) {
			exchange.sendResponseHeaders(status, body.length);
			exchange.getResponseBody().write(body);
		}
	}

	private enum Mode {

		WORKING, BROKEN, HANGING

	}

}
