package dev.monitor.benchmarks.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.monitor.benchmarks.Machine;
import dev.monitor.benchmarks.client.Outcome;
import dev.monitor.benchmarks.client.Recording;
import dev.monitor.benchmarks.health.SimulatedService.Behaviour;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * Probes apps whose dependencies hang, fail and flap, with Monitor and with Boot alone,
 * and prints the table of goals in {@code docs/benchmarks.md}. The first argument is what
 * to compare: {@code latencies}, {@code threads}, or {@code all}; the second how many
 * minutes dependencies hang to see whether threads grow. Needs Linux, which has
 * {@code taskset}.
 */
public final class HealthComparison {

	private static final Path FOLDER = Path.of("monitor-benchmarks", "target", "health");

	private static final Duration LENGTH = Duration.ofSeconds(10);

	private static final int ROUNDS = 3;

	private static final double PROBE_RATE = 50;

	/**
	 * Lets both JVMs compile what a probe runs through.
	 */
	private static final double WARM_UP_RATE = 200;

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("probes", true),
			NioIoHandler.newFactory());

	private HealthComparison() {
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		Files.createDirectories(FOLDER);
		System.out.printf(Locale.ROOT, "%s, %d processors, Java %s%n%n", Machine.processor(),
				Runtime.getRuntime().availableProcessors(), Runtime.version());
		System.out.println("| situation | | result |");
		System.out.println("|---|---|---|");
		Machine.pin(1);
		HealthComparison comparison = new HealthComparison();
		String what = (args.length > 0) ? args[0] : "all";
		int soakMinutes = (args.length > 1) ? Integer.parseInt(args[1]) : 1;
		switch (what) {
			case "latencies" -> comparison.compareLatencies();
			case "threads" -> comparison.compareThreads(soakMinutes);
			case "all" -> {
				comparison.compareLatencies();
				comparison.compareTheRest();
				comparison.compareThreads(soakMinutes);
			}
			default -> throw new IllegalArgumentException("latencies, threads or all, not " + what);
		}
	}

	private void compareLatencies() throws IOException, InterruptedException {
		for (Variant variant : List.of(Variant.BOOT, Variant.MONITOR_INDICATORS, Variant.MONITOR,
				Variant.MONITOR_LISTENER)) {
			hanging(variant);
		}
		for (Variant variant : List.of(Variant.BOOT, Variant.BOOT_MANAGEMENT_PORT, Variant.MONITOR,
				Variant.MONITOR_LISTENER)) {
			busy(variant);
		}
	}

	private void compareTheRest() throws IOException, InterruptedException {
		for (Variant variant : List.of(Variant.BOOT, Variant.MONITOR_INDICATORS, Variant.MONITOR)) {
			calls(variant);
		}
		for (Variant variant : List.of(Variant.BOOT, Variant.MONITOR)) {
			noticed(variant, Behaviour.FAIL);
			noticed(variant, Behaviour.HANG);
			flapping(variant);
		}
		idle();
	}

	private void compareThreads(int soakMinutes) throws IOException, InterruptedException {
		for (Variant variant : List.of(Variant.BOOT, Variant.MONITOR_INDICATORS, Variant.MONITOR)) {
			threads(variant, soakMinutes);
		}
	}

	private void hanging(Variant variant) throws IOException, InterruptedException {
		List<SimulatedService> services = services(20, Behaviour.HANG);
		try (ProbedApp app = start(variant, services)) {
			boolean onRequest = variant == Variant.BOOT;
			double patient = app.patientMillis(onRequest ? 1 : 200);
			if (onRequest) {
				say("| 20 dependencies hang | %s | one probe %.1f s |", variant.label(), patient / 1000);
				return;
			}
			app.probe(WARM_UP_RATE, LENGTH);
			Recording probes = app.probe(PROBE_RATE, LENGTH);
			say("| 20 dependencies hang | %s | median %.2f ms, p99 %.2f ms, %d of %d lost |", variant.label(),
					probes.millis(Outcome.REJECTED, 50), probes.millis(Outcome.REJECTED, 99), lost(probes),
					probes.count());
		}
		finally {
			close(services);
		}
	}

	private void busy(Variant variant) throws IOException, InterruptedException {
		List<SimulatedService> services = services(20,
				variant == Variant.MONITOR_LISTENER ? Behaviour.HANG : Behaviour.ANSWER);
		try (ProbedApp app = start(variant, services, "server.tomcat.threads.max=10",
				"monitor.concurrency.enabled=false")) {
			app.patientMillis(200);
			app.busy(10);
			app.probe(WARM_UP_RATE, LENGTH);
			Recording probes = app.probe(PROBE_RATE, LENGTH);
			say("| every container thread busy | %s | median %.2f ms, p99 %.2f ms, %d of %d lost |", variant.label(),
					probes.millis(50), probes.millis(99), lost(probes), probes.count());
		}
		finally {
			close(services);
		}
	}

	private void calls(Variant variant) throws IOException, InterruptedException {
		List<SimulatedService> services = services(1, Behaviour.ANSWER);
		try (ProbedApp app = start(variant, services)) {
			app.patientMillis(200);
			long before = services.get(0).calls();
			Recording probes = app.probe(1000, LENGTH);
			say("| 1000 probes a second for 11 s, one dependency | %s | %d calls to it, %d probes lost |",
					variant.label(), services.get(0).calls() - before, lost(probes));
		}
		finally {
			close(services);
		}
	}

	private void noticed(Variant variant, Behaviour failure) throws IOException, InterruptedException {
		List<SimulatedService> services = services(1, Behaviour.ANSWER);
		try (ProbedApp app = start(variant, services, "monitor.dependency-defaults.interval=2s",
				"monitor.dependency-defaults.down-interval=1s", "monitor.dependency-defaults.timeout=500ms",
				"monitor.dependency-defaults.failure-threshold=3")) {
			List<Double> seconds = new ArrayList<>();
			for (int i = 0; i < ROUNDS; i++) {
				app.secondsUntil(true, LENGTH);
				services.get(0).become(failure);
				seconds.add(app.secondsUntil(false, LENGTH));
				services.get(0).become(Behaviour.ANSWER);
			}
			say("| a dependency begins to %s | %s | 503 after at most %.1f s |",
					failure.name().toLowerCase(Locale.ROOT), variant.label(),
					seconds.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN));
		}
		finally {
			close(services);
		}
	}

	private void flapping(Variant variant) throws IOException, InterruptedException {
		List<SimulatedService> services = services(1, Behaviour.ANSWER);
		ScheduledExecutorService flapper = Executors.newSingleThreadScheduledExecutor();
		try (ProbedApp app = start(variant, services, "monitor.dependency-defaults.interval=200ms",
				"monitor.dependency-defaults.down-interval=200ms", "monitor.dependency-defaults.timeout=200ms",
				"monitor.dependency-defaults.failure-threshold=4")) {
			app.patientMillis(200);
			AtomicBoolean up = new AtomicBoolean(true);
			flapper.scheduleAtFixedRate(
					() -> services.get(0).become(up.getAndSet(!up.get()) ? Behaviour.FAIL : Behaviour.ANSWER), 500, 500,
					TimeUnit.MILLISECONDS);
			say("| a dependency flaps every 500 ms for 20 s | %s | the answer changes %d times |", variant.label(),
					app.changes(LENGTH.multipliedBy(2)));
		}
		finally {
			flapper.shutdownNow();
			close(services);
		}
	}

	private void threads(Variant variant, int minutes) throws IOException, InterruptedException {
		List<SimulatedService> services = services(50, Behaviour.HANG);
		try (ProbedApp app = start(variant, services)) {
			double before = app.threads();
			double most = before;
			double last = before;
			for (int i = 0; i < minutes * 5; i++) {
				app.probe(10, LENGTH);
				last = app.threads();
				most = Math.max(most, last);
			}
			say("| 50 dependencies hang for %d min, 10 probes a second | %s | %.0f threads at first, at most %.0f, %.0f at the end |",
					minutes, variant.label(), before, most, last);
		}
		finally {
			close(services);
		}
	}

	/**
	 * The dependencies are asked ever so rarely in the app that is compared with, so that
	 * both have the same threads and classes.
	 */
	private void idle() throws IOException, InterruptedException {
		List<SimulatedService> services = services(20, Behaviour.ANSWER);
		try (ProbedApp without = start(Variant.MONITOR, services, "monitor.dependency-defaults.interval=1h");
				ProbedApp with = start(Variant.MONITOR, services, "monitor.dependency-defaults.interval=10s")) {
			TimeUnit.MINUTES.sleep(4);
			double cpuWithout = -without.cpuTime().toMillis();
			double cpuWith = -with.cpuTime().toMillis();
			TimeUnit.SECONDS.sleep(60);
			cpuWithout += without.cpuTime().toMillis();
			cpuWith += with.cpuTime().toMillis();
			say("| 20 dependencies checked every 10 s | %s | %.2f %% of a core, %.2f %% if they are not checked |",
					Variant.MONITOR.label(), cpuWith / 600, cpuWithout / 600);
		}
		finally {
			close(services);
		}
	}

	private ProbedApp start(Variant variant, List<SimulatedService> services, String... properties) throws IOException {
		return ProbedApp.start(variant, services, FOLDER, this.group.next(), properties);
	}

	private static long lost(Recording probes) {
		return probes.count(Outcome.TIMEOUT) + probes.count(Outcome.ERROR);
	}

	private static List<SimulatedService> services(int count, Behaviour behaviour) throws IOException {
		List<SimulatedService> services = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			services.add(SimulatedService.start(behaviour));
		}
		return services;
	}

	private static void close(List<SimulatedService> services) throws IOException {
		for (SimulatedService service : services) {
			service.close();
		}
	}

	private static void say(String format, Object... values) {
		System.out.printf(Locale.ROOT, format + "%n", values);
	}

}
