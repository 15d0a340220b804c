package dev.monitor.ops.haproxy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

	private static InstanceProcess a;

	private static InstanceProcess b;

	private static List<Integer> portsOfA;

	private static final Map<String, HaproxyProcess> haproxies = new HashMap<>();

	@BeforeAll
	static void start() throws Exception {
		RealClient.find("haproxy", "haproxy");
		a = new InstanceProcess(directory.resolve("a"), "a", List.of(0, 0));
		b = new InstanceProcess(directory.resolve("b"), "b", List.of(0, 0));
		portsOfA = a.ports();
		for (String name : List.of("agent-check", "http-check", "tcp-check")) {
			haproxies.put(name, HaproxyProcess.start(directory, file(name)));
		}
		awaitUp("a");
		awaitUp("b");
	}

	private static HaproxyFile file(String name) throws IOException {
		HaproxyFile file = HaproxyFile.shipped(name)
			.with("a", portsOfA.get(0), portsOfA.get(1))
			.with("b", b.ports().get(0), b.ports().get(1))
			.replace("slowstart 30s", "slowstart 1s");
		return name.equals("agent-check") ? file.replace("agent-inter 1s", "agent-inter 200ms") : file;
	}

	@AfterAll
	static void stop() throws Exception {
		for (HaproxyProcess haproxy : haproxies.values()) {
			haproxy.close();
		}
		a.close();
		b.close();
	}

	private static void awaitUp(String server) {
		haproxies.values().forEach((haproxy) -> haproxy.await(server, "status", "UP"));
	}

	@Test
	void noRequestFailsWhenAnInstanceIsRestartedUnderLoad() throws Exception {
		List<Load> loads = new ArrayList<>();
		try {
			haproxies.values().forEach((haproxy) -> loads.add(new Load(haproxy.port(), 4)));
			awaitAnswers(loads, "a");
			a.signal("TERM");
			haproxies.get("tcp-check").await("a", "last_chk", "Shutting down");
			haproxies.get("agent-check").await("a", "last_agt", "via agent : up (Shutting down)");
			haproxies.get("http-check").await("a", "check_code", "503");
			a.awaitEnd();
			haproxies.values().forEach((haproxy) -> haproxy.await("a", "check_status", "L4CON"));
			awaitAnswers(loads, "b");
			a = new InstanceProcess(directory.resolve("a-again"), "a", portsOfA);
			awaitUp("a");
			awaitAnswers(loads, "a");
			for (Load load : loads) {
				assertThat(load.end()).isEmpty();
			}
		}
		finally {
			loads.forEach(Load::close);
		}
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

	@Test
	void whoeverHangsIsOutUntilItGoesOn() throws Exception {
		b.signal("STOP");
		try {
			for (HaproxyProcess haproxy : haproxies.values()) {
				System.out.println("XX stop " + haproxy.await("b", "status", "DOWN"));
				assertThat(haproxy.server("b").get("check_status")).isIn("L7TOUT", "L4TOUT");
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

}
