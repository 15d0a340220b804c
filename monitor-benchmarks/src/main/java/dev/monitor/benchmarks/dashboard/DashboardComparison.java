package dev.monitor.benchmarks.dashboard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import dev.monitor.benchmarks.Container;
import dev.monitor.benchmarks.Machine;
import dev.monitor.benchmarks.ServerProcess;
import dev.monitor.benchmarks.health.server.ProbedApplication;

/**
 * Refreshes the tabs of apps with 400 requests in flight, and compares what an app
 * without requests uses with and without the dashboard. Prints the tables of
 * {@code docs/benchmarks.md}. Needs Linux, which has {@code taskset}.
 */
public final class DashboardComparison {

	private static final Path FOLDER = Path.of("monitor-benchmarks", "target", "dashboard");

	private static final String TOKEN = "0".repeat(64);

	/**
	 * The token's SHA-256.
	 */
	private static final String HASH = "60e05bd1b195af2f94112fa7197a5c88289058840ce7c6df9693756bc6250f55";

	private static final List<String> TABS = List.of("now", "requests", "threads", "memory", "about");

	private static final int IN_FLIGHT = 400;

	private static final int ROUNDS = 60;

	/**
	 * Answers of one second are shared.
	 */
	private static final long PAUSE_MILLIS = 1100 / TABS.size();

	private static final Duration IDLE = Duration.ofMinutes(3);

	private static final Pattern SAFEPOINT = Pattern.compile("Safepoint \"(\\w+)\".*Total: +(\\d+) ns");

	private DashboardComparison() {
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		Files.createDirectories(FOLDER);
		System.out.printf(Locale.ROOT, "%s, %d processors, Java %s%n%n", Machine.processor(),
				Runtime.getRuntime().availableProcessors(), Runtime.version());
		Machine.pin(1);
		System.out.println("| an answer of | threads | median ms | p99 ms | bytes, gzip |");
		System.out.println("|---|---|---|---|---|");
		for (int idle : new int[] { 0, 5000 }) {
			refresh(idle);
		}
		System.out.println();
		idle();
	}

	private static void refresh(int idleThreads) throws IOException, InterruptedException {
		int listener = freePort();
		Path safepoints = FOLDER.resolve("safepoints-" + idleThreads + ".log");
		Files.deleteIfExists(safepoints);
		List<Socket> inFlight = new ArrayList<>();
		try (ServerProcess app = start("refresh-" + idleThreads, "probed.threads=" + idleThreads,
				"server.tomcat.threads.max=" + (IN_FLIGHT + 10), "monitor.concurrency.max-requests=" + IN_FLIGHT,
				"monitor.dashboard.listen-address=127.0.0.1:" + listener)) {
			for (int i = 0; i < IN_FLIGHT; i++) {
				Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.port());
				socket.getOutputStream()
					.write("GET /busy HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				inFlight.add(socket);
			}
			String base = "http://127.0.0.1:" + listener + "/actuator/dashboard/";
			Map<String, Viewer> viewers = new LinkedHashMap<>();
			viewers.put("(the page, from memory)", new Viewer(base, TOKEN, ""));
			TABS.forEach((tab) -> viewers.put(tab, new Viewer(base, TOKEN, "data/" + tab)));
			for (int round = -ROUNDS; round < ROUNDS; round++) {
				if (round == 0) {
					app.logSafepoints(safepoints);
				}
				for (Viewer viewer : viewers.values()) {
					viewer.refresh(round >= 0);
					TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
				}
			}
			viewers.forEach((tab, viewer) -> say("| %s | %d | %.1f | %.1f | %d |", tab, idleThreads + IN_FLIGHT,
					viewer.millis(50), viewer.millis(99), viewer.bytes()));
			longest(safepoints)
				.forEach((operation, nanos) -> say("longest safepoint for %s: %.2f ms", operation, nanos / 1e6));
		}
		finally {
			for (Socket socket : inFlight) {
				socket.close();
			}
		}
	}

	/**
	 * Return the longest safepoint for each operation of the JVM.
	 */
	private static Map<String, Long> longest(Path safepoints) throws IOException {
		Map<String, Long> longest = new TreeMap<>();
		SAFEPOINT.matcher(Files.readString(safepoints))
			.results()
			.forEach((found) -> longest.merge(found.group(1), Long.parseLong(found.group(2)), Math::max));
		return longest;
	}

	private static void idle() throws IOException, InterruptedException {
		System.out.println("| nobody looks | processor ms a minute | share of a core |");
		System.out.println("|---|---|---|");
		try (ServerProcess with = start("idle-with");
				ServerProcess without = start("idle-without", "monitor.dashboard.enabled=false")) {
			TimeUnit.SECONDS.sleep(20);
			Duration withBefore = with.cpuTime();
			Duration withoutBefore = without.cpuTime();
			TimeUnit.SECONDS.sleep(IDLE.toSeconds());
			tell("with the dashboard", with.cpuTime().minus(withBefore));
			tell("`monitor.dashboard.enabled=false`", without.cpuTime().minus(withoutBefore));
		}
	}

	private static void tell(String label, Duration used) {
		say("| %s | %d | %.2f %% |", label, used.toMillis() / IDLE.toMinutes(),
				100.0 * used.toNanos() / IDLE.toNanos());
	}

	private static ServerProcess start(String name, String... properties) throws IOException {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add(Container.TOMCAT.property());
		all.add("monitor.dashboard.tokens.viewer.hash=" + HASH);
		return ServerProcess.start(ProbedApplication.class, 0, all, FOLDER.resolve(name + ".log"));
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static void say(String format, Object... values) {
		System.out.printf(Locale.ROOT, format + "%n", values);
	}

}
