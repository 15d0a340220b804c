package dev.monitor.benchmarks.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.benchmarks.ServerProcess;
import dev.monitor.benchmarks.client.Arrivals;
import dev.monitor.benchmarks.client.ClosedLoop;
import dev.monitor.benchmarks.client.LoadClient;
import dev.monitor.benchmarks.client.OpenLoop;
import dev.monitor.benchmarks.client.Recording;
import dev.monitor.benchmarks.health.server.ProbedApplication;
import io.netty.channel.EventLoop;

/**
 * A running app and those who probe it.
 */
final class ProbedApp implements AutoCloseable {

	/**
	 * How long a load balancer waits for an answer.
	 */
	static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final Pattern VALUE = Pattern.compile("\"value\":([-0-9.E]+)");

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final Variant variant;

	private final ServerProcess process;

	private final EventLoop loop;

	private final int probePort;

	private ProbedApp(Variant variant, ServerProcess process, EventLoop loop, int probePort) {
		this.variant = variant;
		this.process = process;
		this.loop = loop;
		this.probePort = probePort;
	}

	static ProbedApp start(Variant variant, List<SimulatedService> services, Path folder, EventLoop loop,
			String... properties) throws IOException {
		int freePort = freePort();
		List<String> all = new ArrayList<>(variant.properties(services, freePort));
		all.addAll(List.of(properties));
		ServerProcess process = ServerProcess.start(ProbedApplication.class, 0, all, folder.resolve(variant + ".log"));
		return new ProbedApp(variant, process, loop, variant.answersElsewhere() ? freePort : process.port());
	}

	/**
	 * Probe at a rate, whatever the answers, each time on a new connection.
	 */
	Recording probe(double rate, Duration length) {
		try (LoadClient prober = new LoadClient(this.loop, this.probePort, PATIENCE, false)) {
			return OpenLoop
				.start(prober, this.variant.path(), new Arrivals(rate, Duration.ofSeconds(1), length, new Random(1)))
				.join();
		}
	}

	/**
	 * Probe patiently, one probe after the other, and return milliseconds within which
	 * the median was answered.
	 */
	double patientMillis(int count) throws IOException, InterruptedException {
		List<Long> nanos = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			long start = System.nanoTime();
			status(Duration.ofMinutes(2));
			nanos.add(System.nanoTime() - start);
		}
		return nanos.stream().sorted().skip(count / 2).findFirst().orElseThrow() / 1e6;
	}

	/**
	 * Probe until the answer is this one.
	 * @return seconds that it took, not a number if it was more than the longest wait
	 */
	double secondsUntil(boolean ready, Duration longest) throws InterruptedException {
		long start = System.nanoTime();
		while (System.nanoTime() - start < longest.toNanos()) {
			long asked = System.nanoTime();
			try {
				if ((status(PATIENCE.multipliedBy(5)) == 200) == ready) {
					return (asked - start) / 1e9;
				}
			}
			catch (IOException ex) {
				// no answer in time
			}
			TimeUnit.MILLISECONDS.sleep(20);
		}
		return Double.NaN;
	}

	/**
	 * Count how often the answer changes.
	 */
	int changes(Duration length) throws IOException, InterruptedException {
		int changes = 0;
		int last = status(PATIENCE);
		long start = System.nanoTime();
		while (System.nanoTime() - start < length.toNanos()) {
			int status = status(PATIENCE);
			changes += (status != last) ? 1 : 0;
			last = status;
			TimeUnit.MILLISECONDS.sleep(5);
		}
		return changes;
	}

	/**
	 * Keep threads of the server busy for good.
	 */
	void busy(int threads) throws InterruptedException {
		LoadClient client = new LoadClient(this.loop, this.process.port(), Duration.ofMinutes(10), true);
		ClosedLoop.start(client, "/busy", threads, Duration.ofMinutes(10));
		TimeUnit.SECONDS.sleep(2);
	}

	double threads() throws IOException, InterruptedException {
		URI uri = URI.create("http://127.0.0.1:" + this.process.port() + "/actuator/metrics/jvm.threads.live");
		String answer = HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
		Matcher matcher = VALUE.matcher(answer);
		if (!matcher.find()) {
			throw new IllegalStateException("No number of threads in " + answer);
		}
		return Double.parseDouble(matcher.group(1));
	}

	Duration cpuTime() {
		return this.process.cpuTime();
	}

	private int status(Duration patience) throws IOException, InterruptedException {
		URI uri = URI.create("http://127.0.0.1:" + this.probePort + this.variant.path());
		return HTTP.send(HttpRequest.newBuilder(uri).timeout(patience).build(), BodyHandlers.discarding()).statusCode();
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
