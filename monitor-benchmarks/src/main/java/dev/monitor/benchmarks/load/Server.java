package dev.monitor.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.benchmarks.ServerProcess;
import dev.monitor.benchmarks.client.ClosedLoop;
import dev.monitor.benchmarks.client.LoadClient;
import dev.monitor.benchmarks.load.server.ServerApplication;
import io.netty.channel.EventLoop;

/**
 * A variant's server that is warm, and the clients that load and probe it.
 */
final class Server implements AutoCloseable {

	private static final Pattern VALUE = Pattern.compile("\"value\":([-0-9.E]+)");

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final Duration IDLE_WINDOW = Duration.ofMillis(200);

	private static final int IDLE_WINDOWS = 20;

	private static final double IDLE_SHARE = 0.2;

	private final ServerProcess process;

	private final LoadClient client;

	private final LoadClient prober;

	private final LoadClient patientClient;

	private Server(ServerProcess process, EventLoop loop) {
		this.process = process;
		this.client = new LoadClient(loop, process.port(), Settings.PATIENCE, true);
		// load balancers open a new connection for each probe
		this.prober = new LoadClient(loop, process.port(), Settings.PATIENCE, false);
		this.patientClient = new LoadClient(loop, process.port(), Duration.ofMinutes(1), true);
	}

	static Server start(int core, List<String> properties, Path log, EventLoop loop) throws IOException {
		return new Server(ServerProcess.start(ServerApplication.class, core, properties, log), loop);
	}

	LoadClient client() {
		return this.client;
	}

	LoadClient prober() {
		return this.prober;
	}

	/**
	 * Return the client that outlasts every request, so that a reactive server does not
	 * end one because its client has left.
	 */
	LoadClient patientClient() {
		return this.patientClient;
	}

	ServerProcess process() {
		return this.process;
	}

	/**
	 * Let the JVM compile what requests, rejections and probes run through.
	 * @param path path of the requests
	 * @param length how long more of them come than the limiter lets in
	 */
	void warmUp(String path, Duration length) throws InterruptedException {
		ClosedLoop.start(this.client, "/light", 4, Duration.ofSeconds(2)).join();
		ClosedLoop.start(this.prober, "/readyz", 2, Duration.ofMillis(500)).join();
		ClosedLoop.start(this.client, path, 4 * Settings.LIMIT, length).join();
		awaitIdle();
	}

	/**
	 * Wait until the server has done all work that clients have given up.
	 * @return whether it has, in reasonable time
	 */
	boolean awaitIdle() throws InterruptedException {
		for (int i = 0; i < IDLE_WINDOWS; i++) {
			Duration before = this.process.cpuTime();
			TimeUnit.NANOSECONDS.sleep(IDLE_WINDOW.toNanos());
			Duration used = this.process.cpuTime().minus(before);
			if (used.toNanos() < IDLE_SHARE * IDLE_WINDOW.toNanos()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return how many requests Monitor counts as being served, as soon as it is none or
	 * after some seconds; infinity if it does not answer.
	 */
	double activeAfterwards() throws IOException, InterruptedException {
		double active = active();
		for (int i = 0; i < IDLE_WINDOWS && active != 0; i++) {
			TimeUnit.NANOSECONDS.sleep(IDLE_WINDOW.toNanos());
			active = active();
		}
		return active;
	}

	private double active() throws IOException, InterruptedException {
		URI uri = URI
			.create("http://127.0.0.1:" + this.process.port() + "/actuator/metrics/monitor.concurrency.active");
		HttpRequest request = HttpRequest.newBuilder(uri).timeout(Settings.PATIENCE).build();
		String answer;
		try {
			answer = HTTP.send(request, BodyHandlers.ofString()).body();
		}
		catch (HttpTimeoutException ex) {
			return Double.POSITIVE_INFINITY;
		}
		Matcher matcher = VALUE.matcher(answer);
		if (!matcher.find()) {
			throw new IllegalStateException("Monitor does not tell how many requests it serves: " + answer);
		}
		return Double.parseDouble(matcher.group(1));
	}

	@Override
	public void close() {
		this.process.close();
		this.client.close();
		this.prober.close();
		this.patientClient.close();
	}

}
