package dev.monitor.benchmarks.metrics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.monitor.benchmarks.ServerProcess;
import dev.monitor.benchmarks.metrics.server.ScrapedApplication;

/**
 * An app in a process of its own and whoever scrapes it.
 */
final class ScrapedApp implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final HttpClient client = HttpClient.newHttpClient();

	private final ServerProcess process;

	private final URI scrape;

	private final List<Double> millis = new ArrayList<>();

	private long series;

	private ScrapedApp(ServerProcess process, int scrapePort) {
		this.process = process;
		this.scrape = URI.create("http://127.0.0.1:" + scrapePort + "/actuator/prometheus");
	}

	static ScrapedApp start(Variant variant, Path folder) throws IOException {
		int freePort = freePort();
		ServerProcess process = ServerProcess.start(ScrapedApplication.class, 0, variant.properties(freePort),
				folder.resolve(variant + ".log"));
		return new ScrapedApp(process, variant.hasListener() ? freePort : process.port());
	}

	/**
	 * Scrape once.
	 * @return milliseconds until the whole body was there
	 */
	double scrape() throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.scrape).timeout(PATIENCE).build();
		long start = System.nanoTime();
		HttpResponse<String> response = this.client.send(request, BodyHandlers.ofString());
		double millis = (System.nanoTime() - start) / 1e6;
		if (response.statusCode() != 200) {
			throw new IllegalStateException("Scrape answered " + response.statusCode());
		}
		this.series = response.body().lines().filter((line) -> !line.startsWith("#")).count();
		this.millis.add(millis);
		return millis;
	}

	void forgetScrapes() {
		this.millis.clear();
	}

	/**
	 * Return milliseconds of a scrape, by rank.
	 * @param part 0 for the quickest, 1 for the slowest
	 */
	double millis(double part) {
		return this.millis.stream().sorted().skip((long) (part * (this.millis.size() - 1))).findFirst().orElseThrow();
	}

	long series() {
		return this.series;
	}

	/**
	 * Send requests that keep threads busy for good.
	 */
	void busy(int threads) {
		URI busy = URI.create("http://127.0.0.1:" + this.process.port() + "/busy");
		for (int i = 0; i < threads; i++) {
			this.client.sendAsync(HttpRequest.newBuilder(busy).build(), BodyHandlers.discarding());
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	@Override
	public void close() {
		this.process.close();
	}

}
