package dev.monitor.benchmarks.load;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import dev.monitor.benchmarks.Machine;
import dev.monitor.benchmarks.ServerProcess;
import dev.monitor.benchmarks.load.server.Work;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * Compares Monitor and its peers under load that comes whether the server keeps up or
 * not. Prints the tables of {@code docs/benchmarks.md}, and leaves all numbers and the
 * picture in {@code target/load}. Needs Java 21 for virtual threads, two cores, and
 * Linux, which has {@code taskset}.
 */
public final class LoadComparison {

	private static final Path FOLDER = Path.of("monitor-benchmarks", "target", "load");

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private final Settings settings;

	private final Results results = new Results();

	private LoadComparison(Settings settings) {
		this.settings = settings;
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		Settings settings = Settings.parse(args);
		int processors = Runtime.getRuntime().availableProcessors();
		Files.createDirectories(FOLDER);
		say("%s, %d processors, Java %s, server with %s", Machine.processor(), processors, Runtime.version(),
				String.join(" ", ServerProcess.FLAGS));
		Machine.pin(settings.loadCore());
		long start = System.nanoTime();
		EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("load", true),
				NioIoHandler.newFactory());
		new LoadComparison(settings).run(group);
		say("%nThe whole run took %d s.", Duration.ofNanos(System.nanoTime() - start).toSeconds());
	}

	private void run(EventLoopGroup group) throws IOException, InterruptedException {
		int iterations = Integer
			.parseInt(ServerProcess.run(Work.class, this.settings.serverCore(), Double.toString(Settings.WORK_MICROS)));
		Measurement measurement = new Measurement(this.settings, FOLDER, group.next(), iterations);
		double capacity = measurement.capacity();
		say("capacity %.0f requests/s of %d iterations; limit %d, wait %d ms; %d rounds of %d s", capacity, iterations,
				Settings.LIMIT, Settings.WAIT_TIME.toMillis(), this.settings.rounds(), this.settings.seconds());
		List<Variant> variants = variants();
		for (int round = 0; round < this.settings.rounds(); round++) {
			for (Variant variant : variants) {
				if (!variant.isForRejectionsOnly()) {
					System.err.println("round " + round + ": " + variant.id());
					this.results.add(variant, measurement.sweep(variant, capacity, round));
				}
			}
			Collections.reverse(variants);
		}
		for (Variant variant : variants) {
			if (variant.isRejecting()) {
				System.err.println("rejections: " + variant.id());
				this.results.add(variant, measurement.reject(variant));
			}
		}
		new Tables(System.out, this.results).print();
		ResultFiles.write(this.results, FOLDER);
		new GoodputChart(this.results, capacity).write(FOLDER);
	}

	private List<Variant> variants() throws IOException {
		StringBuilder metadata = new StringBuilder();
		for (URL url : Collections.list(LoadComparison.class.getClassLoader().getResources(METADATA))) {
			metadata.append(new String(url.openStream().readAllBytes(), StandardCharsets.UTF_8));
		}
		List<Variant> variants = new ArrayList<>();
		for (Variant variant : this.settings.variants()) {
			if (variant.monitorProperties().stream().allMatch((name) -> metadata.indexOf('"' + name + '"') >= 0)) {
				variants.add(variant);
			}
			else {
				say("left out: %s, since there is no %s", variant.id(), variant.monitorProperties());
			}
		}
		return variants;
	}

	private static void say(String format, Object... values) {
		System.out.printf(Locale.ROOT, format + "%n", values);
	}

}
