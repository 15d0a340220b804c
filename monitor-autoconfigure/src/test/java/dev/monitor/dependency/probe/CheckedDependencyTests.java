package dev.monitor.dependency.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.monitor.check.Check;
import dev.monitor.check.CheckSchedule;
import dev.monitor.check.CheckState.Status;
import dev.monitor.check.Checks;
import dev.monitor.check.HandDriven;
import dev.monitor.check.Probe;
import dev.monitor.check.TimeSource;
import dev.monitor.dependency.DependencyGate;
import dev.monitor.dependency.DependencySimulator;
import dev.monitor.dependency.DependencySimulator.Mode;
import dev.monitor.http.ExpectedStatus;
import dev.monitor.http.HostPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Checks, threads, states and the gate together, against a dependency with real sockets.
 */
class CheckedDependencyTests {

	private static final CheckSchedule SCHEDULE = new CheckSchedule(Duration.ofMillis(200), Duration.ofMillis(50),
			Duration.ofMillis(200), 2, 1);

	/**
	 * Of checks that do not fail for being slow.
	 */
	private static final CheckSchedule PATIENT = new CheckSchedule(Duration.ofSeconds(1), Duration.ofMillis(20),
			Duration.ofSeconds(1), 3, 1);

	private static final CheckSchedule ONCE = new CheckSchedule(Duration.ofHours(1), Duration.ofHours(1),
			Duration.ofHours(1), 1, 1);

	private final HttpProbeClient client = new HttpProbeClient();

	private Checks monitor = new Checks(HandDriven.KIND, List.of());

	@AfterEach
	void close() {
		this.monitor.stop();
		this.client.close();
	}

	@ParameterizedTest
	@CsvSource({ "REFUSE,ConnectException: Connection refused", "HANG,no answer within 0.2s",
			"DRIP,no answer within 0.2s", "RESET,Exception", "ERROR,HTTP 500", "REDIRECT,HTTP 302" })
	void goesDownWithAReasonAndComesUpAgain(Mode mode, String reason) throws IOException {
		try (DependencySimulator simulator = new DependencySimulator(Mode.OK)) {
			DependencyGate gate = start(http(simulator, "stock", SCHEDULE));
			await().until(() -> gate.verdict().open());
			simulator.behave(mode);
			await().untilAsserted(() -> assertThat(gate.verdict().reason()).startsWith("Dependency \'stock' down: ")
				.contains(reason));
			assertThat(gate.verdict().open()).isFalse();
			simulator.behave(Mode.OK);
			await().until(() -> gate.verdict().open());
		}
	}

	@Test
	void flappingBelowTheThresholdNeverClosesTheGate() throws IOException {
		try (DependencySimulator simulator = new DependencySimulator(Mode.FLAP)) {
			DependencyGate gate = start(http(simulator, "stock", PATIENT));
			await().until(() -> gate.verdict().open());
			await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
				assertThat(gate.verdict().open()).isTrue();
				return simulator.requests() >= 8;
			});
		}
	}

	@Test
	void endlessBodyIsASuccess() throws IOException {
		try (DependencySimulator simulator = new DependencySimulator(Mode.ENDLESS)) {
			DependencyGate gate = start(http(simulator, "stock", SCHEDULE));
			await().until(() -> gate.verdict().open());
		}
	}

	@Test
	void connectAloneSatisfiesAnAddress() throws IOException {
		try (DependencySimulator simulator = new DependencySimulator(Mode.HANG)) {
			DependencyGate gate = start(check("broker", new TcpProbe(HostPort.parse(simulator.address())), SCHEDULE));
			await().until(() -> gate.verdict().open());
			simulator.behave(Mode.REFUSE);
			await().untilAsserted(() -> assertThat(gate.verdict().reason())
				.isEqualTo("Dependency \'broker' down: ConnectException: Connection refused"));
		}
	}

	@Test
	void manyThatHangFromTheStartShareTheClientAndDelayNobody() throws IOException {
		try (DependencySimulator hanging = new DependencySimulator(Mode.HANG);
				DependencySimulator healthy = new DependencySimulator(Mode.OK)) {
			start(IntStream.range(0, 30)
				.mapToObj((number) -> http((number == 29) ? healthy : hanging, "many-" + number, SCHEDULE))
				.toArray(Check[]::new));
			List<Check> dependencies = this.monitor.all();
			await().until(() -> dependencies.get(29).state().isUp());
			await().until(
					() -> dependencies.stream().limit(29).allMatch((each) -> each.state().consecutiveFailures() >= 3));
			await().until(() -> dependencies.get(29).state().status() == Status.UP);
			assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> thread.getName().contains("many-"))
				.hasSizeLessThanOrEqualTo(30);
			await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
				.filteredOn((thread) -> thread.getName().equals("monitor-dependency-http"))
				.hasSizeLessThanOrEqualTo(2));
		}
	}

	@Test
	void probesAtAnyRateCauseNoCheck() throws IOException {
		try (DependencySimulator simulator = new DependencySimulator(Mode.OK)) {
			Check dependency = http(simulator, "stock", ONCE);
			this.monitor = new Checks(HandDriven.KIND, List.of(dependency));
			DependencyGate gate = new DependencyGate(this.monitor.all(), TimeSource.SYSTEM);
			this.monitor.start();
			await().until(() -> gate.verdict().open());
			for (int probe = 0; probe < 100_000; probe++) {
				gate.verdict();
			}
			assertThat(simulator.requests()).isEqualTo(1);
		}
	}

	private DependencyGate start(Check... checks) {
		this.monitor = new Checks(HandDriven.KIND, List.of(checks));
		this.monitor.start();
		return new DependencyGate(this.monitor.all(), TimeSource.SYSTEM);
	}

	private Check http(DependencySimulator simulator, String name, CheckSchedule schedule) {
		return check(name, new HttpProbe(HttpProbeRequest.to(simulator.url()).withHeaders(Map.of()),
				ExpectedStatus.parse("200-299"), this.client), schedule);
	}

	private static Check check(String name, Probe probe, CheckSchedule schedule) {
		return new Check(name, true, probe, schedule, TimeSource.SYSTEM);
	}

}
