package dev.monitor.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import dev.monitor.benchmarks.client.Arrivals;
import dev.monitor.benchmarks.client.ClosedLoop;
import dev.monitor.benchmarks.client.OpenLoop;
import dev.monitor.benchmarks.client.Outcome;
import dev.monitor.benchmarks.client.Recording;
import io.netty.channel.EventLoop;

/**
 * Measures one variant after the other, each in a fresh JVM.
 */
final class Measurement {

	private static final Duration RAMP = Duration.ofSeconds(1);

	/**
	 * Too short for an adaptive limit to grow beyond the clients that hold its permits.
	 */
	private static final Duration SHORT_WARM_UP = Duration.ofSeconds(2);

	private static final int CAPACITY_WINDOWS = 5;

	/**
	 * More than there are permits, even if a limit has grown while its server warmed up.
	 */
	private static final int HOLDING_CLIENTS = 8 * Settings.LIMIT;

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
	 * it has permits asked one after the other.
	 */
	double capacity() throws IOException, InterruptedException {
		Variant variant = this.settings.unlimited();
		try (Server server = start(variant, "200ms")) {
			server.warmUp(variant.path(), this.settings.warmUp());
			warmUpLoad(server);
			double capacity = 0;
			for (int i = 0; i < CAPACITY_WINDOWS; i++) {
				Recording window = ClosedLoop
					.start(server.client(), variant.path(), Settings.LIMIT, Duration.ofSeconds(this.settings.seconds()))
					.join();
				capacity = Math.max(capacity, (double) window.count(Outcome.ACCEPTED) / this.settings.seconds());
			}
			return capacity;
		}
	}

	/**
	 * Let this JVM compile the load generator, new connections included.
	 */
	private static void warmUpLoad(Server server) {
		Arrivals arrivals = new Arrivals(1500, Duration.ZERO, Duration.ofSeconds(4), new Random(0));
		OpenLoop.start(server.client(), "/light", arrivals).join();
		OpenLoop.start(server.prober(), "/light", arrivals).join();
	}

	/**
	 * Return the results of all steps, by their load.
	 */
	Map<Double, StepResult> sweep(Variant variant, double capacity, int round)
			throws IOException, InterruptedException {
		Map<Double, StepResult> results = new TreeMap<>();
		Server server = start(variant, Settings.WAIT_TIME.toMillis() + "ms");
		try {
			server.warmUp(variant.path(), this.settings.warmUp());
			for (double load : this.settings.steps()) {
				if (!server.awaitIdle()) {
					server.close();
					server = start(variant, Settings.WAIT_TIME.toMillis() + "ms");
					server.warmUp(variant.path(), this.settings.warmUp());
				}
				StepResult.Load measured = step(server, variant.path(), load * capacity, round);
				double active = variant.isMonitor() ? server.activeAfterwards() : Double.NaN;
				results.put(load, StepResult.of(measured, this.settings.seconds(), active));
			}
			return results;
		}
		finally {
			server.close();
		}
	}

	private StepResult.Load step(Server server, String path, double rate, int round) {
		Duration length = Duration.ofSeconds(this.settings.seconds());
		long start = System.nanoTime();
		Duration before = ownCpuTime();
		CompletableFuture<Recording> requests = OpenLoop.start(server.client(), path,
				new Arrivals(rate, RAMP, length, new Random(round)));
		CompletableFuture<Recording> probes = OpenLoop.start(server.prober(), "/readyz",
				new Arrivals(Settings.PROBES_A_SECOND, RAMP, length, new Random(-1 - round)));
		Recording recorded = requests.join();
		double percent = 100.0 * ownCpuTime().minus(before).toNanos() / (System.nanoTime() - start);
		return new StepResult.Load(recorded, probes.join(), percent);
	}

	private static Duration ownCpuTime() {
		return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
	}

	/**
	 * Return what a rejection costs while other requests hold all permits.
	 */
	RejectionResult reject(Variant variant) throws IOException, InterruptedException {
		try (Server server = start(variant, "0ms")) {
			server.warmUp(variant.path(), SHORT_WARM_UP);
			Duration length = Duration.ofSeconds(this.settings.seconds());
			Duration warmUp = this.settings.warmUp();
			long holdSeconds = warmUp.plus(length).toSeconds() + 5;
			ClosedLoop.start(server.patientClient(), "/hold?seconds=" + holdSeconds, HOLDING_CLIENTS,
					Settings.PATIENCE.dividedBy(2));
			ClosedLoop.start(server.client(), variant.path(), REJECTED_CLIENTS, warmUp).join();
			Duration before = server.process().cpuTime();
			long start = System.nanoTime();
			Recording recording = ClosedLoop.start(server.client(), variant.path(), REJECTED_CLIENTS, length).join();
			double seconds = (System.nanoTime() - start) / 1e9;
			double cpuMicros = server.process().cpuTime().minus(before).toNanos() / 1e3;
			long rejections = recording.count(Outcome.REJECTED);
			if (recording.count(Outcome.ACCEPTED) != 0) {
				System.err.println(variant.id() + " had permits left: its rejections are not comparable");
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
