package dev.monitor.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.monitor.benchmarks.Machine;
import dev.monitor.benchmarks.ServerProcess;
import dev.monitor.benchmarks.client.Arrivals;
import dev.monitor.benchmarks.client.OpenLoop;
import dev.monitor.benchmarks.client.Outcome;
import dev.monitor.benchmarks.client.Recording;
import dev.monitor.benchmarks.load.server.Work;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * Compares who is served when ten times as much low traffic comes beside as much critical
 * and normal traffic as the server can serve. Takes the options {@code --seconds},
 * {@code --rounds}, {@code --cores} and {@code --quick} of {@link LoadComparison}, and
 * needs what that needs.
 */
public final class PriorityComparison {

	private static final Path FOLDER = Path.of("monitor-benchmarks", "target", "load");

	private static final Duration RAMP = Duration.ofSeconds(1);

	/**
	 * Offered load of each class in each step, as multiples of the capacity.
	 */
	private static final Map<String, Map<String, Double>> STEPS = steps();

	private final Settings settings;

	private final Map<PriorityVariant, List<Map<String, Map<String, Recording>>>> results = new EnumMap<>(
			PriorityVariant.class);

	private PriorityComparison(Settings settings) {
		this.settings = settings;
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		Settings settings = Settings.parse(
				Stream.concat(Stream.of("--variants=none", "--seconds=5"), Arrays.stream(args)).toArray(String[]::new));
		Files.createDirectories(FOLDER);
		Machine.pin(settings.loadCore());
		long start = System.nanoTime();
		EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("load", true),
				NioIoHandler.newFactory());
		new PriorityComparison(settings).run(group);
		say("%nThe whole run took %d s.", Duration.ofNanos(System.nanoTime() - start).toSeconds());
	}

	private static Map<String, Map<String, Double>> steps() {
		Map<String, Map<String, Double>> steps = new LinkedHashMap<>();
		steps.put("unloaded", Map.of("critical", 0.1, "normal", 0.1));
		steps.put("alone", Map.of("critical", 0.2, "normal", 0.8));
		steps.put("beside 10x low", Map.of("critical", 0.2, "normal", 0.8, "low", 10.0));
		return steps;
	}

	private void run(EventLoopGroup group) throws IOException, InterruptedException {
		int iterations = Integer
			.parseInt(ServerProcess.run(Work.class, this.settings.serverCore(), Double.toString(Settings.WORK_MICROS)));
		double capacity = new Measurement(this.settings, FOLDER, group.next(), iterations).capacity();
		say("capacity %.0f requests/s; limit %d, wait %d ms; %d rounds of %d s", capacity, Settings.LIMIT,
				Settings.WAIT_TIME.toMillis(), this.settings.rounds(), this.settings.seconds());
		List<PriorityVariant> variants = new ArrayList<>(List.of(PriorityVariant.values()));
		for (int round = 0; round < this.settings.rounds(); round++) {
			for (PriorityVariant variant : variants) {
				System.err.println("round " + round + ": " + variant.id());
				this.results.computeIfAbsent(variant, (key) -> new ArrayList<>())
					.add(measure(variant, iterations, capacity, round, group));
			}
			Collections.reverse(variants);
		}
		print();
	}

	private Map<String, Map<String, Recording>> measure(PriorityVariant variant, int iterations, double capacity,
			int round, EventLoopGroup group) throws IOException, InterruptedException {
		Map<String, Map<String, Recording>> steps = new LinkedHashMap<>();
		try (Server server = Server.start(this.settings.serverCore(), variant.properties(iterations),
				FOLDER.resolve(variant.id() + ".log"), group.next())) {
			server.warmUp("/normal", this.settings.warmUp());
			for (Map.Entry<String, Map<String, Double>> step : STEPS.entrySet()) {
				server.awaitIdle();
				steps.put(step.getKey(), step(server, step.getValue(), capacity, round));
			}
		}
		return steps;
	}

	private Map<String, Recording> step(Server server, Map<String, Double> loads, double capacity, int round) {
		Map<String, CompletableFuture<Recording>> running = new LinkedHashMap<>();
		loads.forEach((kind, load) -> running.put(kind,
				OpenLoop.start(server.client(), '/' + kind, new Arrivals(load * capacity, RAMP,
						Duration.ofSeconds(this.settings.seconds()), new Random(31L * round + kind.hashCode())))));
		Map<String, Recording> recorded = new LinkedHashMap<>();
		running.forEach((kind, recording) -> recorded.put(kind, recording.join()));
		return recorded;
	}

	private void print() {
		row("", "critical served %", "critical p99 ms", "of unloaded p99", "normal served/s", "alone", "of alone %",
				"low served/s");
		say("|---|---|---|---|---|---|---|---|");
		for (PriorityVariant variant : PriorityVariant.values()) {
			double p99 = millis(variant, "beside 10x low", "critical");
			double normal = rate(variant, "beside 10x low", "normal");
			double alone = rate(variant, "alone", "normal");
			row(variant.label(), number(served(variant, "beside 10x low", "critical")), number(p99),
					"%.1f x".formatted(p99 / millis(variant, "unloaded", "critical")), number(normal), number(alone),
					number(100 * normal / alone), number(rate(variant, "beside 10x low", "low")));
		}
	}

	private double served(PriorityVariant variant, String step, String kind) {
		double accepted = recordings(variant, step, kind).mapToLong((one) -> one.count(Outcome.ACCEPTED)).sum();
		return 100 * accepted / recordings(variant, step, kind).mapToLong(Recording::count).sum();
	}

	private double rate(PriorityVariant variant, String step, String kind) {
		double accepted = recordings(variant, step, kind).mapToLong((one) -> one.count(Outcome.ACCEPTED)).sum();
		return accepted / this.settings.rounds() / this.settings.seconds();
	}

	/**
	 * Return the mean over the rounds of the 99th percentile of requests that were
	 * served.
	 */
	private double millis(PriorityVariant variant, String step, String kind) {
		return recordings(variant, step, kind).mapToDouble((one) -> one.millis(Outcome.ACCEPTED, 99))
			.average()
			.orElse(Double.NaN);
	}

	private Stream<Recording> recordings(PriorityVariant variant, String step, String kind) {
		return this.results.getOrDefault(variant, List.of())
			.stream()
			.map((steps) -> steps.getOrDefault(step, Map.of()).get(kind))
			.flatMap(Stream::ofNullable);
	}

	private static void row(String... cells) {
		say("| %s |", String.join(" | ", cells));
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, (value < 10) ? "%.1f" : "%.0f", value);
	}

	private static void say(String format, Object... values) {
		System.out.printf(Locale.ROOT, format + "%n", values);
	}

}
