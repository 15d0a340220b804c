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
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * Asks a server that logs each request and one that logs none, and prints the table of
 * {@code docs/benchmarks.md}. All servers live at the same time, on one core, and get
 * short slices of load in turn, so that other work on the machine falls on all alike. The
 * argument says how many slices. Needs Linux, which has {@code taskset}.
 */
public final class AccessComparison {

	private static final Path FOLDER = Path.of("monitor-benchmarks", "target", "logging");

	private static final String REQUEST = "/light?page=2&order=4711";

	private static final Duration WARM_UP = Duration.ofSeconds(8);

	private static final Duration SLICE = Duration.ofSeconds(1);

	private static final int CLIENTS = 8;

	/**
	 * Part of the highest throughput at which latencies are compared.
	 */
	private static final double UTILIZATION = 0.4;

	private final Map<Variant, Server> servers = new EnumMap<>(Variant.class);

	private final Map<Variant, List<Double>> throughput = new EnumMap<>(Variant.class);

	private final Map<Variant, List<Double>> latency = new EnumMap<>(Variant.class);

	private final Map<Variant, List<Double>> cpuMicros = new EnumMap<>(Variant.class);

	private AccessComparison() {
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		int slices = (args.length > 0) ? Integer.parseInt(args[0]) : 15;
		Files.createDirectories(FOLDER);
		Machine.pin(1);
		EventLoop loop = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("load", true),
				NioIoHandler.newFactory())
			.next();
		AccessComparison comparison = new AccessComparison();
		try {
			for (Variant variant : Variant.values()) {
				comparison.servers.put(variant, Server.start(variant, loop));
			}
			comparison.measure(slices);
		}
		finally {
			comparison.servers.values().forEach((server) -> server.process().close());
		}
		System.out.printf(Locale.ROOT, "%s, %d processors, Java %s%n%n", Machine.processor(),
				Runtime.getRuntime().availableProcessors(), Runtime.version());
		comparison.print();
	}

	private void measure(int slices) {
		for (Variant variant : Variant.values()) {
			closedLoop(variant, WARM_UP);
		}
		for (int i = 0; i < slices; i++) {
			for (Variant variant : turn(i)) {
				ServerProcess process = server(variant).process();
				Duration before = process.cpuTime();
				double requests = closedLoop(variant, SLICE);
				add(this.throughput, variant, requests / SLICE.toSeconds());
				add(this.cpuMicros, variant, process.cpuTime().minus(before).toNanos() / 1e3 / requests);
			}
		}
		double rate = UTILIZATION * median(this.throughput, Variant.OFF);
		for (int i = 0; i < slices; i++) {
			for (Variant variant : turn(i)) {
				Recording recording = OpenLoop
					.start(server(variant).client(), REQUEST,
							new Arrivals(rate, Duration.ofMillis(200), SLICE, new Random(i)))
					.join();
				add(this.latency, variant, recording.millis(Outcome.ACCEPTED, 99));
			}
		}
		System.out.printf(Locale.ROOT, "%.0f requests a second at the fixed rate%n", rate);
	}

	private static List<Variant> turn(int round) {
		List<Variant> order = new ArrayList<>(Arrays.asList(Variant.values()));
		Collections.rotate(order, round);
		if (round % 2 == 1) {
			Collections.reverse(order);
		}
		return order;
	}

	private double closedLoop(Variant variant, Duration length) {
		return ClosedLoop.start(server(variant).client(), REQUEST, CLIENTS, length).join().count(Outcome.ACCEPTED);
	}

	private Server server(Variant variant) {
		Server server = this.servers.get(variant);
		if (server == null) {
			throw new IllegalStateException("No server for " + variant);
		}
		return server;
	}

	private static void add(Map<Variant, List<Double>> numbers, Variant variant, double number) {
		numbers.computeIfAbsent(variant, (key) -> new ArrayList<>()).add(number);
	}

	private void print() {
		System.out.println(
				"| each request is logged | requests/s | against none | CPU µs each | p99 ms at the fixed rate | against none |");
		System.out.println("|---|---|---|---|---|---|");
		for (Variant variant : Variant.values()) {
			System.out.printf(Locale.ROOT, "| %s | %.0f | %+.1f %% | %.1f | %.2f | %+.1f %% |%n", variant.label(),
					median(this.throughput, variant), difference(this.throughput, variant),
					median(this.cpuMicros, variant), median(this.latency, variant), difference(this.latency, variant));
		}
	}

	/**
	 * Return the median of what each slice differs from the one of the same round without
	 * a log, in percent.
	 */
	private static double difference(Map<Variant, List<Double>> numbers, Variant variant) {
		List<Double> own = numbers.getOrDefault(variant, List.of());
		List<Double> none = numbers.getOrDefault(Variant.OFF, List.of());
		List<Double> percent = new ArrayList<>();
		for (int i = 0; i < own.size(); i++) {
			percent.add((own.get(i) / none.get(i) - 1) * 100);
		}
		return median(percent);
	}

	private static double median(Map<Variant, List<Double>> numbers, Variant variant) {
		return median(numbers.getOrDefault(variant, List.of()));
	}

	private static double median(List<Double> numbers) {
		return numbers.stream().sorted().skip(numbers.size() / 2).findFirst().orElse(Double.NaN);
	}

	private record Server(ServerProcess process, LoadClient client) {

		static Server start(Variant variant, EventLoop loop) throws IOException {
			ServerProcess process = ServerProcess.start(ServerApplication.class, 0, variant.properties(),
					FOLDER.resolve(variant + ".log"));
			return new Server(process, new LoadClient(loop, process.port(), Duration.ofSeconds(5), true));
		}

	}

	/**
	 * Who logs the requests.
	 */
	private enum Variant {

		OFF("nowhere"),

		KV("**Monitor**, kv", "monitor.logging.access.enabled=true"),

		JSON("**Monitor**, JSON", "monitor.logging.access.enabled=true", "monitor.logging.format=json"),

		CONSOLE("**Monitor**, kv, with Logback's `ConsoleAppender`", "monitor.logging.access.enabled=true",
				"logging.config=classpath:console-appender.xml"),

		TOMCAT("Tomcat's own access log, to a file", "server.tomcat.accesslog.enabled=true",
				"server.tomcat.accesslog.pattern=combined",
				"server.tomcat.accesslog.directory=" + FOLDER.toAbsolutePath());

		private static final List<String> ALL = List
			.of("load.iterations=1", "logging.level.http=info", "spring.autoconfigure.exclude="
					+ "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration,"
					+ "org.springframework.boot.jetty.autoconfigure.actuate.web.server.JettyServletManagementContextAutoConfiguration");

		private final String label;

		@SuppressWarnings("ImmutableEnumChecker") // made by List.of
		private final List<String> properties;

		Variant(String label, String... properties) {
			this.label = label;
			this.properties = List.of(properties);
		}

		String label() {
			return this.label;
		}

		List<String> properties() {
			List<String> all = new ArrayList<>(ALL);
			all.addAll(this.properties);
			return all;
		}

	}

}
