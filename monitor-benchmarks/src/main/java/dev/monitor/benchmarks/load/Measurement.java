package dev.monitor.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import dev.monitor.benchmarks.load.client.Arrivals;
import dev.monitor.benchmarks.load.client.ClosedLoop;
import dev.monitor.benchmarks.load.client.OpenLoop;
import dev.monitor.benchmarks.load.client.Outcome;
import dev.monitor.benchmarks.load.client.Recording;
import io.netty.channel.EventLoop;

/**
 * Measures one variant after the other, each in a fresh JVM.
 */
final class Measurement {

	private static final Duration RAMP = Duration.ofSeconds(1);

	private static final int CAPACITY_WINDOWS = 5;

	private static final int REJECTED_CLIENTS = 16;

	private final Settings settings;

	private final Path logs;

	private final EventLoop loop;

	private final int iterations;

	Measurement(Settings settings, Path logs, EventLoop loop, int iterations) {
		this.settings = settings;
		this.logs = logs;
		this.loop = loop;
		this.iterations = iterations;
	}

	/**
	 * Return the most requests a second that the server answered when as many clients as
	 * it has places asked one after the other.
	 */
	double capacity() throws IOException, InterruptedException {
		try (Server server = start(Variant.NONE, "200ms")) {
			server.warmUp();
			double capacity = 0;
			for (int i = 0; i < CAPACITY_WINDOWS; i++) {
				Recording window = ClosedLoop
					.start(server.client(), "/work", Settings.LIMIT, Duration.ofSeconds(this.settings.seconds()))
					.join();
				capacity = Math.max(capacity, (double) window.count(Outcome.ACCEPTED) / this.settings.seconds());
			}
			return capacity;
		}
	}

	/**
	 * Return the results of all steps, by their load.
	 */
	Map<Double, StepResult> sweep(Variant variant, double capacity, int round)
			throws IOException, InterruptedException {
		Map<Double, StepResult> results = new TreeMap<>();
		Server server = start(variant, Settings.WAIT_TIME.toMillis() + "ms");
		try {
			server.warmUp();
			for (double load : this.settings.steps()) {
				results.put(load, step(server, load * capacity, new Random(round)));
				if (!server.awaitIdle()) {
					server.close();
					server = start(variant, Settings.WAIT_TIME.toMillis() + "ms");
					server.warmUp();
				}
				else if (variant.isMonitor() && server.active() != 0) {
					throw new IllegalStateException(variant.id() + " lost places at load " + load);
				}
			}
			return results;
		}
		finally {
			server.close();
		}
	}

	private StepResult step(Server server, double rate, Random random) {
		Duration length = Duration.ofSeconds(this.settings.seconds());
		CompletableFuture<Recording> requests = OpenLoop.start(server.client(), "/work",
				new Arrivals(rate, RAMP, length, random));
		CompletableFuture<Recording> probes = OpenLoop.start(server.prober(), "/readyz",
				new Arrivals(Settings.PROBES_A_SECOND, RAMP, length, new Random(random.nextLong())));
		return StepResult.of(requests.join(), probes.join(), this.settings.seconds());
	}

	/**
	 * Return what a rejection costs while other requests hold all places.
	 */
	RejectionResult reject(Variant variant) throws IOException, InterruptedException {
		try (Server server = start(variant, "0ms")) {
			server.warmUp();
			Duration length = Duration.ofSeconds(this.settings.seconds());
			int holdSeconds = 2 * this.settings.seconds() + 5;
			ClosedLoop
				.start(server.client(), "/hold?seconds=" + holdSeconds, Settings.LIMIT, Settings.PATIENCE.dividedBy(2))
				.join();
			ClosedLoop.start(server.client(), "/work", REJECTED_CLIENTS, length).join();
			Duration before = server.process().cpuTime();
			long start = System.nanoTime();
			Recording recording = ClosedLoop.start(server.client(), "/work", REJECTED_CLIENTS, length).join();
			double seconds = (System.nanoTime() - start) / 1e9;
			double cpuMicros = server.process().cpuTime().minus(before).toNanos() / 1e3;
			long rejections = recording.count(Outcome.REJECTED);
			if (recording.count(Outcome.ACCEPTED) != 0) {
				throw new IllegalStateException(variant.id() + " did not hold its places");
			}
			return new RejectionResult(rejections / seconds, cpuMicros / rejections,
					recording.millis(Outcome.REJECTED, 99), recording.count(Outcome.ERROR));
		}
	}

	private Server start(Variant variant, String waitTime) throws IOException {
		List<String> properties = variant.properties(Settings.LIMIT, waitTime);
		properties.add("load.iterations=" + this.iterations);
		return Server.start(this.settings.serverCore(), properties, this.logs.resolve(variant.id() + ".log"),
				this.loop);
	}

}
