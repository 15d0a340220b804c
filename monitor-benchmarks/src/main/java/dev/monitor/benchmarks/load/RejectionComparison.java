package dev.monitor.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import dev.monitor.benchmarks.Machine;
import dev.monitor.benchmarks.client.ClosedLoop;
import dev.monitor.benchmarks.client.LoadClient;
import dev.monitor.benchmarks.client.Outcome;
import dev.monitor.benchmarks.client.Recording;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * Compares what a rejection costs while other requests hold all permits, and prints the
 * table of {@code docs/benchmarks.md}. All servers live at the same time, on one core.
 * Each answers a minute of rejections before it counts, or the just-in-time compiler
 * would be measured; then they get short slices of load in turn, so that other work on
 * the machine falls on all alike. Takes the options of {@link LoadComparison}, of which
 * {@code --rates} has no effect.
 */
public final class RejectionComparison {

	private static final Path FOLDER = Path.of("monitor-benchmarks", "target", "load");

	private static final Duration WARM_UP = Duration.ofSeconds(60);

	/**
	 * Longer than any comparison takes.
	 */
	private static final Duration HOLD = Duration.ofHours(2);

	/**
	 * More than there are permits.
	 */
	private static final int HOLDING_CLIENTS = 8 * Settings.LIMIT;

	private static final int REJECTED_CLIENTS = 16;

	private final Settings settings;

	private final EventLoop loop;

	private final List<Candidate> candidates = new ArrayList<>();

	private RejectionComparison(Settings settings, EventLoop loop) {
		this.settings = settings;
		this.loop = loop;
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		Settings settings = Settings.parse(args);
		Files.createDirectories(FOLDER);
		Machine.pin(settings.loadCore());
		EventLoop loop = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("load", true),
				NioIoHandler.newFactory())
			.next();
		RejectionComparison comparison = new RejectionComparison(settings, loop);
		try {
			comparison.start();
			comparison.measure();
		}
		finally {
			comparison.candidates.forEach((candidate) -> candidate.server().close());
		}
		comparison.print();
	}

	private void start() throws IOException {
		for (Variant variant : this.settings.variants()) {
			if (variant.isRejecting()) {
				List<String> properties = variant.properties(Settings.LIMIT, "0ms");
				properties.add("load.iterations=1");
				Server server = Server.start(this.settings.serverCore(), properties,
						FOLDER.resolve("rejecting-" + variant.id() + ".log"), this.loop);
				this.candidates.add(new Candidate(variant, server, new ArrayList<>()));
				hold(server);
			}
		}
	}

	private void hold(Server server) {
		LoadClient holder = new LoadClient(this.loop, server.process().port(), HOLD, true);
		ClosedLoop.start(holder, "/hold?seconds=" + HOLD.toSeconds(), HOLDING_CLIENTS, Settings.PATIENCE);
	}

	/**
	 * Permits are taken once more after the warm-up: a server that has just started may
	 * have refused some of those that were to hold them.
	 */
	private void measure() {
		this.candidates.forEach((candidate) -> {
			candidate.reject(WARM_UP);
			hold(candidate.server());
			candidate.reject(Settings.PATIENCE.multipliedBy(2));
		});
		List<Candidate> order = new ArrayList<>(this.candidates);
		for (int round = 0; round < this.settings.rounds(); round++) {
			for (Candidate candidate : order) {
				candidate.measure(Duration.ofSeconds(this.settings.seconds()));
			}
			Collections.rotate(order, 1);
			Collections.reverse(order);
		}
	}

	private void print() throws IOException {
		System.out.printf(Locale.ROOT, "%s, Java %s, %d rounds of %d s%n%n", Machine.processor(), Runtime.version(),
				this.settings.rounds(), this.settings.seconds());
		System.out.println("| all permits held | rejections/s | CPU µs each | quartiles |");
		System.out.println("|---|---|---|---|");
		this.candidates.forEach((candidate) -> {
			List<Double> micros = candidate.slices().stream().map(Slice::cpuMicros).sorted().toList();
			List<Double> rates = candidate.slices().stream().map(Slice::perSecond).sorted().toList();
			System.out.printf(Locale.ROOT, "| %s | %.0f | %.1f | %.1f to %.1f |%n", candidate.variant().label(),
					quartile(rates, 2), quartile(micros, 2), quartile(micros, 1), quartile(micros, 3));
		});
	}

	private static double quartile(List<Double> sorted, int number) {
		return sorted.get(number * (sorted.size() - 1) / 4);
	}

	/**
	 * A server whose permits are all held.
	 *
	 * @param variant what it is
	 * @param server the server, with the clients that ask it
	 * @param slices what was measured
	 */
	private record Candidate(Variant variant, Server server, List<Slice> slices) {

		Recording reject(Duration length) {
			return ClosedLoop.start(this.server.client(), this.variant.path(), REJECTED_CLIENTS, length).join();
		}

		void measure(Duration length) {
			Duration before = this.server.process().cpuTime();
			long start = System.nanoTime();
			Recording recording = reject(length);
			double seconds = (System.nanoTime() - start) / 1e9;
			double cpuMicros = this.server.process().cpuTime().minus(before).toNanos() / 1e3;
			if (recording.count(Outcome.ACCEPTED) != 0) {
				throw new IllegalStateException(this.variant.id() + " had permits left: no rejections to compare");
			}
			long rejections = recording.count(Outcome.REJECTED);
			this.slices.add(new Slice(rejections / seconds, cpuMicros / rejections));
		}

	}

	/**
	 * What one server did in one slice.
	 *
	 * @param perSecond rejections a second
	 * @param cpuMicros CPU time of the server for each, in microseconds
	 */
	private record Slice(double perSecond, double cpuMicros) {
	}

}
