package dev.monitor.benchmarks.logging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import dev.monitor.benchmarks.Machine;
import dev.monitor.benchmarks.ServerProcess;
import dev.monitor.benchmarks.client.Arrivals;
import dev.monitor.benchmarks.client.ClosedLoop;
import dev.monitor.benchmarks.client.LoadClient;
import dev.monitor.benchmarks.client.OpenLoop;
import dev.monitor.benchmarks.client.Outcome;
import dev.monitor.benchmarks.client.Recording;
import dev.monitor.benchmarks.load.server.ServerApplication;
import dev.monitor.benchmarks.load.server.Work;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * Asks a server that logs each request and one that logs none, and prints the tables of
 * {@code docs/benchmarks.md}. All servers live at the same time, on one core, and get
 * short slices of load in turn, so that other work on the machine falls on all alike. The
 * argument says how many slices; {@code --reactive} before it asks servers on Reactor
 * Netty. Needs Linux, which has {@code taskset}.
 */
public final class AccessComparison {

	static final Path FOLDER = Path.of("monitor-benchmarks", "target", "logging");

	private static final int CORE = 0;

	/**
	 * Of each server: on one core the just-in-time compiler needs as long to reach the
	 * code of a log event, which is the coldest of a request.
	 */
	private static final Duration WARM_UP = Duration.ofSeconds(60);

	private static final Duration SLICE = Duration.ofSeconds(1);

	private static final Duration FIXED_RATE_SLICE = Duration.ofSeconds(3);

	private static final int CLIENTS = 8;

	/**
	 * Part of the highest throughput at which latencies are compared.
	 */
	private static final double UTILIZATION = 0.4;

	private final Map<Variant, Server> servers = new EnumMap<>(Variant.class);

	private final List<Variant> variants;

	private final int slices;

	private AccessComparison(boolean reactive, int slices) {
		this.variants = Arrays.stream(Variant.values()).filter((variant) -> variant.isReactive() == reactive).toList();
		this.slices = slices;
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		Files.createDirectories(FOLDER);
		Machine.pin(1);
		String work = ServerProcess.run(Work.class, CORE, Integer.toString(Load.WORK_MICROS));
		EventLoop loop = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("load", true),
				NioIoHandler.newFactory())
			.next();
		boolean reactive = args.length > 0 && args[0].equals("--reactive");
		int slices = (args.length > (reactive ? 1 : 0)) ? Integer.parseInt(args[args.length - 1]) : 15;
		AccessComparison comparison = new AccessComparison(reactive, slices);
		try {
			for (Variant variant : comparison.variants) {
				comparison.servers.put(variant, Server.start(variant, work, loop));
			}
			comparison.measure();
		}
		finally {
			comparison.servers.values().forEach((server) -> server.process().close());
		}
	}

	private void measure() throws IOException {
		System.out.printf(Locale.ROOT, "%s, %d processors, Java %s%n", Machine.processor(),
				Runtime.getRuntime().availableProcessors(), Runtime.version());
		for (Variant variant : this.variants) {
			ask(variant, Load.LIGHT, WARM_UP);
		}
		for (Load load : Load.values()) {
			Results results = new Results(this.variants);
			for (int i = 0; i < this.slices; i++) {
				for (Variant variant : turn(i)) {
					askAsFastAsPossible(variant, load, results);
				}
			}
			double rate = UTILIZATION * results.median(Measure.THROUGHPUT, this.variants.get(0));
			for (int i = 0; i < this.slices; i++) {
				for (Variant variant : turn(i)) {
					askAtFixedRate(variant, load, new Arrivals(rate, SLICE, FIXED_RATE_SLICE, new Random(i)), results);
				}
			}
			System.out.printf(Locale.ROOT, "%n%s, %.0f a second at the fixed rate%n%n", load.path(), rate);
			results.print();
		}
	}

	private List<Variant> turn(int round) {
		List<Variant> order = new ArrayList<>(this.variants);
		Collections.rotate(order, round);
		if (round % 2 == 1) {
			Collections.reverse(order);
		}
		return order;
	}

	private void askAsFastAsPossible(Variant variant, Load load, Results results) {
		ServerProcess process = server(variant).process();
		Duration before = process.cpuTime();
		double requests = ask(variant, load, SLICE);
		results.add(Measure.THROUGHPUT, variant, requests / SLICE.toSeconds());
		results.add(Measure.CPU_MICROS, variant, process.cpuTime().minus(before).toNanos() / 1e3 / requests);
	}

	private double ask(Variant variant, Load load, Duration length) {
		return ClosedLoop.start(server(variant).client(), load.path(), CLIENTS, length).join().count(Outcome.ACCEPTED);
	}

	private void askAtFixedRate(Variant variant, Load load, Arrivals arrivals, Results results) {
		Recording recording = OpenLoop.start(server(variant).client(), load.path(), arrivals).join();
		results.add(Measure.ANSWERED, variant,
				(double) recording.count(Outcome.ACCEPTED) / FIXED_RATE_SLICE.toSeconds());
		results.add(Measure.P99_MILLIS, variant, recording.millis(Outcome.ACCEPTED, 99));
		// a pause of a server opens thousands of connections, and the next server needs
		// the descriptors
		server(variant).client().close();
	}

	private Server server(Variant variant) {
		Server server = this.servers.get(variant);
		if (server == null) {
			throw new IllegalStateException("No server for " + variant);
		}
		return server;
	}

	/**
	 * What is asked for.
	 */
	private enum Load {

		LIGHT("/light"),

		WORK("/work");

		/**
		 * What the second takes of the processor, besides what any request does.
		 */
		private static final int WORK_MICROS = 500;

		private final String path;

		Load(String path) {
			this.path = path;
		}

		String path() {
			return this.path + "?page=2&order=4711";
		}

	}

	private enum Measure {

		THROUGHPUT, CPU_MICROS, ANSWERED, P99_MILLIS

	}

	/**
	 * Numbers of all slices.
	 */
	private static final class Results {

		private final List<Variant> variants;

		private final Map<Measure, Map<Variant, List<Double>>> numbers = new EnumMap<>(Measure.class);

		Results(List<Variant> variants) {
			this.variants = variants;
		}

		void add(Measure measure, Variant variant, double number) {
			this.numbers.computeIfAbsent(measure, (key) -> new EnumMap<>(Variant.class))
				.computeIfAbsent(variant, (key) -> new ArrayList<>())
				.add(number);
		}

		double median(Measure measure, Variant variant) {
			return median(numbers(measure, variant));
		}

		void print() {
			System.out.println("| each request is logged | requests/s | against none | CPU µs each "
					+ "| answered/s at the fixed rate | against none | p99 ms | against none |");
			System.out.println("|---|---|---|---|---|---|---|---|");
			for (Variant variant : this.variants) {
				System.out.printf(Locale.ROOT, "| %s | %.0f | %+.1f %% | %.1f | %.0f | %+.1f %% | %.2f | %+.1f %% |%n",
						variant.label(), median(Measure.THROUGHPUT, variant), percent(Measure.THROUGHPUT, variant),
						median(Measure.CPU_MICROS, variant), median(Measure.ANSWERED, variant),
						percent(Measure.ANSWERED, variant), median(Measure.P99_MILLIS, variant),
						percent(Measure.P99_MILLIS, variant));
			}
		}

		/**
		 * Return the median of what each slice differs from the one of the same round
		 * without a log.
		 */
		private double percent(Measure measure, Variant variant) {
			List<Double> own = numbers(measure, variant);
			List<Double> none = numbers(measure, this.variants.get(0));
			List<Double> percent = new ArrayList<>();
			for (int i = 0; i < own.size(); i++) {
				percent.add((own.get(i) / none.get(i) - 1) * 100);
			}
			return median(percent);
		}

		private List<Double> numbers(Measure measure, Variant variant) {
			return this.numbers.getOrDefault(measure, Map.of()).getOrDefault(variant, List.of());
		}

		private static double median(List<Double> numbers) {
			return numbers.stream().sorted().skip(numbers.size() / 2).findFirst().orElse(Double.NaN);
		}

	}

	private record Server(ServerProcess process, LoadClient client) {

		static Server start(Variant variant, String work, EventLoop loop) throws IOException {
			ServerProcess process = ServerProcess.start(ServerApplication.class, CORE, variant.properties(work),
					FOLDER.resolve(variant + ".log"));
			return new Server(process, new LoadClient(loop, process.port(), Duration.ofSeconds(5), true));
		}

	}

}
