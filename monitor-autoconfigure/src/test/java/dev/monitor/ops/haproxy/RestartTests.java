package dev.monitor.ops.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.monitor.RealClient;
import dev.monitor.health.RunningApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * All shipped files at once, in three real HAProxys before the same two processes, which
 * get signals.
 */
@EnabledOnOs(OS.LINUX)
class RestartTests {

	@TempDir
	private static Path directory;

	private static final List<AutoCloseable> opened = new ArrayList<>();

	private static final Map<String, HaproxyProcess> haproxies = new TreeMap<>();

	private static InstanceProcess a;

	private static InstanceProcess b;

	@BeforeAll
	static void start() throws Exception {
		RealClient.find("haproxy", "haproxy");
		a = launch("a", List.of(0, 0));
		b = launch("b", List.of(0, 0));
		for (String name : List.of("agent-check", "http-check", "tcp-check")) {
			HaproxyProcess haproxy = HaproxyProcess.start(directory, file(name));
			opened.add(haproxy);
			haproxies.put(name, haproxy);
		}
		awaitUp("a");
		awaitUp("b");
	}

	private static InstanceProcess launch(String name, List<Integer> ports) throws IOException {
		InstanceProcess launched = new InstanceProcess(Files.createTempFile(directory, name, ".log"), name, ports);
		opened.add(launched);
		return launched;
	}

	private static HaproxyFile file(String name) throws IOException {
		HaproxyFile file = HaproxyFile.shipped(name)
			.with("a", a.ports().get(0), a.ports().get(1))
			.with("b", b.ports().get(0), b.ports().get(1))
			.replace("slowstart 30s", "slowstart 1s");
		return name.equals("agent-check") ? file.replace("agent-inter 1s", "agent-inter 200ms") : file;
	}

	@AfterAll
	static void stop() throws Exception {
		for (AutoCloseable each : opened) {
			each.close();
		}
	}

	@Test
	void noRequestFailsWhenAnInstanceIsRestartedUnderLoad() throws Exception {
		List<Load> loads = loads();
		try {
			a.signal("TERM");
			haproxies.get("tcp-check").await("a", "last_chk", "Shutting down");
			haproxies.get("agent-check").await("a", "last_agt", "via agent : up (Shutting down)");
			haproxies.get("http-check").await("a", "check_code", "503");
			startAgain();
			awaitAnswers(loads, "a");
			for (Load load : loads) {
				assertThat(load.end()).isEmpty();
			}
		}
		finally {
			loads.forEach(Load::close);
		}
	}

	@Test
	void whoeverDiesAndComesBackColdGetsNothingUntilItIsWarm() throws Exception {
		List<Load> loads = loads();
		try {
			a.signal("KILL");
			startAgain();
			awaitAnswers(loads, "a");
			for (Load load : loads) {
				assertThat(load.end()).doesNotContain(ServingApplication.COLD);
			}
		}
		finally {
			loads.forEach(Load::close);
		}
	}

	@Test
	void whoeverHangsIsOutUntilItGoesOn() throws Exception {
		b.signal("STOP");
		try {
			for (HaproxyProcess haproxy : haproxies.values()) {
				assertThat(haproxy.await("b", "status", "DOWN").get("check_status")).isIn("L7TOUT", "L4TOUT");
				for (int i = 0; i < 10; i++) {
					assertThat(RunningApp.send(haproxy.port(), "POST", "/work").body()).isEqualTo("a");
				}
			}
		}
		finally {
			b.signal("CONT");
		}
		awaitUp("b");
	}

	private static void startAgain() throws Exception {
		a.awaitEnd();
		haproxies.get("tcp-check").await("a", "last_chk", "Connection refused at step 1 of tcp-check (connect)");
		haproxies.get("agent-check").await("a", "last_agt", "Connection refused");
		haproxies.values().forEach((haproxy) -> haproxy.await("a", "check_status", "L4CON"));
		a = launch("a", a.ports());
		a.ports();
		awaitUp("a");
	}

	private static void awaitUp(String server) {
		haproxies.values().forEach((haproxy) -> haproxy.await(server, "status", "UP"));
	}

	private static List<Load> loads() {
		List<Load> loads = haproxies.values().stream().map((haproxy) -> new Load(haproxy.port(), 4)).toList();
		awaitAnswers(loads, "a");
		return loads;
	}

	/**
	 * Wait for answers that come from now on.
	 */
	private static void awaitAnswers(List<Load> loads, String instance) {
		for (Load load : loads) {
			int before = load.answers(instance);
			await().until(() -> load.answers(instance) > before + 5);
		}
	}

}
