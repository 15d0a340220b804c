package dev.monitor.benchmarks.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

import dev.monitor.benchmarks.Container;
import dev.monitor.benchmarks.Machine;
import dev.monitor.benchmarks.ServerProcess;
import dev.monitor.benchmarks.client.Arrivals;
import dev.monitor.benchmarks.client.LoadClient;
import dev.monitor.benchmarks.client.OpenLoop;
import dev.monitor.benchmarks.client.Outcome;
import dev.monitor.benchmarks.client.Recording;
import dev.monitor.benchmarks.health.SimulatedService;
import dev.monitor.benchmarks.health.SimulatedService.Behaviour;
import dev.monitor.benchmarks.health.server.ProbedApplication;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * Asks apps whose dependencies hang and whose container threads are all busy, on the
 * monitor port and in other ways, and lets a crowd come to the port of one that is not
 * busy. Prints the tables of {@code docs/benchmarks.md}. The first argument is
 * {@code answers}, {@code crowd} or {@code all}, the second how many samples or rounds
 * count. Needs Linux, which has {@code taskset}.
 */
public final class PortComparison {

	private static final Path FOLDER = Path.of("monitor-benchmarks", "target", "port");

	private static final int CONTAINER_THREADS = 200;

	private static final int DEPENDENCIES = 20;

	private static final int CLIENTS = 1000;

	private static final double RATE = 200;

	private static final int ROUNDS = 5;

	/**
	 * Samples where each one that is lost takes a second.
	 */
	private static final int FEW = 200;

	private static final Duration SLICE = Duration.ofSeconds(10);

	private static final List<String> BOOT = List.of("monitor.enabled=false",
			"management.endpoint.health.probes.enabled=true",
			"management.endpoint.health.probes.add-additional-paths=true");

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("load", true),
			NioIoHandler.newFactory());

	private final EventLoop loop = this.group.next();

	private final List<Socket> busy = new ArrayList<>();

	private PortComparison() {
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		Files.createDirectories(FOLDER);
		System.out.printf(Locale.ROOT, "%s, %d processors, Java %s%n%n", Machine.processor(),
				Runtime.getRuntime().availableProcessors(), Runtime.version());
		Machine.pin(1);
		String what = (args.length > 0) ? args[0] : "all";
		if (!List.of("answers", "crowd", "all").contains(what)) {
			throw new IllegalArgumentException("answers, crowd or all, not " + what);
		}
		PortComparison comparison = new PortComparison();
		if (!what.equals("crowd")) {
			comparison.compareAnswers((args.length > 1) ? Integer.parseInt(args[1]) : 10_000);
		}
		if (!what.equals("answers")) {
			comparison.compareCrowds((args.length > 1 && what.equals("crowd")) ? Integer.parseInt(args[1]) : 6);
		}
	}

	private void compareAnswers(int samples) throws IOException, InterruptedException {
		System.out.println("| asked | median ms | p99 ms | max ms | lost |");
		System.out.println("|---|---|---|---|---|");
		List<SimulatedService> services = new ArrayList<>();
		for (int i = 0; i < DEPENDENCIES; i++) {
			services.add(SimulatedService.start(Behaviour.HANG));
		}
		String indicators = "probed.indicators="
				+ String.join(",", services.stream().map((service) -> Integer.toString(service.port())).toList());
		int management = freePort();
		String managementPort = "management.server.port=" + management;
		String all = "management.endpoint.health.group.readiness.include=*";
		try (ServerProcess app = busy("boot", BOOT, indicators, all)) {
			lose(Question.http("Boot alone, readiness with the 20, main port", app.port(), "/readyz"));
		}
		try (ServerProcess app = busy("boot-management", BOOT, indicators, all, managementPort)) {
			lose(Question.http("Boot alone, readiness with the 20, management port", management,
					"/actuator/health/readiness"));
		}
		int listener = freePort();
		int port = freePort();
		List<String> monitor = new ArrayList<>(
				List.of("monitor.health.listen-address=127.0.0.1:" + listener, "monitor.port.port=" + port,
						"monitor.dependency-defaults.required=false", "monitor.concurrency.enabled=false"));
		for (SimulatedService service : services) {
			monitor.add("monitor.dependencies.d%1$d.url=http://127.0.0.1:%1$d/".formatted(service.port()));
		}
		try (ServerProcess bare = ServerProcess.start(BareServer.class, 0, List.of(), FOLDER.resolve("bare.log"));
				ServerProcess boot = busy("boot-alone", BOOT, managementPort);
				ServerProcess app = busy("monitor", monitor)) {
			compare(List.of(Question.line("A JVM that does nothing else", bare.port(), "health_check", "OK"),
					Question.http("Boot alone, readiness that asks none of them, management port", management,
							"/actuator/health/readiness"),
					Question.http("Monitor, `/readyz` on its listener", listener, "/readyz"),
					Question.http("**Monitor port**, `GET /readyz`", port, "/readyz"),
					Question.line("**Monitor port**, `agent_check`", port, "agent_check", "up 100%"),
					Question.line("**Monitor port**, `health_check`", port, "health_check", "OK")), samples / ROUNDS);
		}
		for (SimulatedService service : services) {
			service.close();
		}
		System.out.println();
	}

	private static void lose(Question question) throws InterruptedException {
		Asking asked = Asking.run(question, FEW, RATE);
		say("| %s | | | | %d of %d |", question.label(), asked.lost(), FEW);
	}

	/**
	 * Ask in turns, round by round, so that the machine's other work falls on all alike.
	 * The first two rounds do not count, since the JVMs have yet to compile what it
	 * takes.
	 */
	private static void compare(List<Question> questions, int samples) throws InterruptedException {
		Map<Question, List<Asking>> rounds = new LinkedHashMap<>();
		for (int round = -2; round < ROUNDS; round++) {
			for (Question question : questions) {
				Asking asked = Asking.run(question, samples, RATE);
				if (round >= 0) {
					rounds.computeIfAbsent(question, (key) -> new ArrayList<>()).add(asked);
				}
			}
		}
		rounds.forEach((question, asked) -> say("| %s | %s | %s | %.1f | %d of %d |", question.label(),
				spread(asked, 50), spread(asked, 99), millis(asked, 100).max().orElseThrow(),
				asked.stream().mapToInt(Asking::lost).sum(), asked.stream().mapToInt(Asking::count).sum()));
	}

	/**
	 * Return the median of the rounds, with the least and the most.
	 */
	private static String spread(List<Asking> rounds, double percent) {
		double[] sorted = millis(rounds, percent).sorted().toArray();
		return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median(sorted), sorted[0], sorted[sorted.length - 1]);
	}

	private static DoubleStream millis(List<Asking> rounds, double percent) {
		return rounds.stream().mapToDouble((round) -> round.millis(percent));
	}

	/**
	 * Start an app and keep each of its container threads busy for good.
	 */
	private ServerProcess busy(String name, List<String> properties, String... more)
			throws IOException, InterruptedException {
		List<String> all = new ArrayList<>(properties);
		all.addAll(List.of(more));
		ServerProcess app = start(name, all);
		for (int i = 0; i < CONTAINER_THREADS; i++) {
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.port());
			this.busy.add(socket);
			socket.getOutputStream()
				.write("GET /busy HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		}
		TimeUnit.SECONDS.sleep(3);
		return app;
	}

	/**
	 * The crowd comes and goes, round by round, so that the machine's other work falls on
	 * both alike.
	 */
	private void compareCrowds(int rounds) throws IOException, InterruptedException {
		int port = freePort();
		double[][] without = new double[2][rounds];
		double[][] with = new double[2][rounds];
		long answered = 0;
		long lost = 0;
		long failed = 0;
		try (ServerProcess app = start("crowd", List.of("monitor.port.port=" + port));
				LoadClient client = new LoadClient(this.loop, app.port(), Duration.ofSeconds(1), true)) {
			request(client);
			Crowd first = Crowd.gather(this.loop, port, CLIENTS);
			request(client);
			first.close();
			for (int round = 0; round < rounds; round++) {
				TimeUnit.SECONDS.sleep(2);
				failed += note(request(client), without, round);
				try (Crowd crowd = Crowd.gather(this.loop, port, CLIENTS)) {
					failed += note(request(client), with, round);
					answered += crowd.answered();
					lost += crowd.lost();
				}
			}
		}
		System.out.println("| the app's requests, 200 a second | median ms | p99 ms |");
		System.out.println("|---|---|---|");
		say("| alone | %.2f | %.2f |", median(without[0]), median(without[1]));
		say("| %d clients at the monitor port, half of them silent | %.2f | %.2f |", CLIENTS, median(with[0]),
				median(with[1]));
		say("%nMedians over %d rounds; %d requests failed. The crowd had %d answers and lost %d.", rounds, failed,
				answered, lost);
	}

	private static long note(Recording recording, double[][] millis, int round) {
		millis[0][round] = recording.millis(Outcome.ACCEPTED, 50);
		millis[1][round] = recording.millis(Outcome.ACCEPTED, 99);
		return recording.count() - recording.count(Outcome.ACCEPTED);
	}

	private static Recording request(LoadClient client) {
		return OpenLoop.start(client, "/hello", new Arrivals(RATE, Duration.ofSeconds(1), SLICE, new Random(1))).join();
	}

	private static ServerProcess start(String name, List<String> properties) throws IOException {
		List<String> all = new ArrayList<>(properties);
		all.add(Container.TOMCAT.property());
		return ServerProcess.start(ProbedApplication.class, 0, all, FOLDER.resolve(name + ".log"));
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
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
