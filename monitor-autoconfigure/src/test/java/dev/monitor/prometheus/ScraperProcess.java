package dev.monitor.prometheus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/**
 * A real Prometheus or VictoriaMetrics on a port of the loopback interface, with its data
 * in a directory of its own. Both answer the same queries. To be closed.
 */
public final class ScraperProcess implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final int ATTEMPTS = 5;

	private final Scraper scraper;

	private final Process process;

	private final int port;

	private final Path log;

	private ScraperProcess(Scraper scraper, Process process, int port, Path log) {
		this.scraper = scraper;
		this.process = process;
		this.port = port;
		this.log = log;
	}

	/**
	 * Start a scraper and wait until it answers.
	 * @param scraper which one
	 * @param directory a directory for its configuration and log, and for its data below
	 * {@code data}
	 * @param scrapeConfigs the configuration from {@code scrape_configs:} on, as YAML
	 * @return the scraper
	 * @throws IOException if it does not start
	 */
	public static ScraperProcess start(Scraper scraper, Path directory, String scrapeConfigs) throws IOException {
		Path program = scraper.find();
		Path config = Files.writeString(directory.resolve("scrape.yml"),
				"global: { scrape_interval: 1s, scrape_timeout: 1s }\n" + scrapeConfigs);
		for (int attempt = 1;; attempt++) {
			Path log = directory.resolve("log-" + attempt);
			int port = freePort();
			List<String> command = new ArrayList<>(List.of(program.toString()));
			command.addAll(scraper.arguments(config, directory.resolve("data"), port));
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start();
			ScraperProcess started = new ScraperProcess(scraper, process, port, log);
			if (started.isAnswering()) {
				return started;
			}
			started.close();
			if (attempt == ATTEMPTS) {
				throw new IOException(scraper + " does not start: " + Files.readString(log));
			}
		}
	}

	/**
	 * Run an instant query.
	 * @param expression PromQL
	 * @return the data's {@code result}: a list of series with {@code metric} and
	 * {@code value}
	 */
	public JsonNode query(String expression) {
		return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)).get("data")
			.get("result");
	}

	/**
	 * Run an instant query for one number.
	 * @param expression PromQL
	 * @return the value of the first series, NaN if there is none
	 */
	public double value(String expression) {
		JsonNode result = query(expression);
		return result.isEmpty() ? Double.NaN : Double.parseDouble(result.get(0).get("value").get(1).asString());
	}

	/**
	 * Return what the scraper knows of its only target.
	 * @return the target, with {@code health} and {@code lastError}
	 */
	public JsonNode target() {
		return get("/api/v1/targets").get("data").get("activeTargets").get(0);
	}

	public String log() throws IOException {
		return Files.readString(this.log);
	}

	/**
	 * Answer to any GET.
	 * @param path path and query
	 * @return the JSON that was answered
	 */
	public JsonNode get(String path) {
		return JSON.readTree(send(request(path)));
	}

	/**
	 * Send a body.
	 * @param path path and query
	 * @param body what to send
	 */
	public void post(String path, String body) {
		send(HttpRequest.newBuilder(request(path), (name, value) -> true).POST(BodyPublishers.ofString(body)).build());
	}

	private String send(HttpRequest request) {
		try {
			HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
			if (response.statusCode() >= 300) {
				throw new IllegalStateException(
						request.uri() + " is answered " + response.statusCode() + ": " + response.body());
			}
			return response.body();
		}
		catch (IOException ex) {
			throw new IllegalStateException(this.scraper + " does not answer", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	private boolean isAnswering() {
		await().atMost(Duration.ofSeconds(60)).until(() -> !this.process.isAlive() || isReady());
		return this.process.isAlive();
	}

	private boolean isReady() throws InterruptedException {
		try {
			return CLIENT.send(request("/-/healthy"), BodyHandlers.discarding()).statusCode() == 200
					&& CLIENT.send(request("/api/v1/query?query=1"), BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private HttpRequest request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(20))
			.build();
	}

	/**
	 * Another process may take the port before the scraper does; it ends then, and the
	 * next attempt has another one.
	 */
	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
