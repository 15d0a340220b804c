package dev.monitor.ops.haproxy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real HAProxy with the shipped {@code agent-check.cfg}, in front of an instance and of
 * one that lifts what an operator has set.
 */
class AgentCheckTests {

	@TempDir
	private static Path directory;

	private static Instance instance;

	private static Instance lifting;

	private static HaproxyProcess haproxy;

	@BeforeAll
	static void start() throws Exception {
		instance = Instance.start();
		lifting = Instance.start("monitor.port.agent-ready=true");
		haproxy = HaproxyProcess.start(directory,
				HaproxyFile.shipped("agent-check")
					.with("a", instance.port(), instance.monitorPort())
					.with("b", lifting.port(), lifting.monitorPort())
					.replace("agent-inter 1s", "agent-inter 200ms")
					.replace("slowstart 30s", "slowstart 1s"));
	}

	@AfterAll
	static void stop() throws Exception {
		if (haproxy != null) {
			haproxy.close();
		}
		instance.close();
		lifting.close();
	}

	@Test
	void theWeightFollowsTheFreePermits() throws Exception {
		haproxy.await("a", "weight", "100");
		instance.serve(1);
		assertThat(haproxy.await("a", "weight", "75")).containsEntry("status", "UP")
			.containsEntry("last_agt", "via agent : up");
		instance.serve(2);
		haproxy.await("a", "weight", "25");
		instance.serve(1);
		assertThat(haproxy.await("a", "weight", "1")).containsEntry("status", "UP");
		instance.serve(1);
		assertThat(haproxy.await("a", "last_agt", "via agent : up (Overloaded for 1 s)")).containsEntry("weight", "0")
			.containsEntry("status", "UP")
			.containsEntry("check_status", "L7OK");
		instance.finish();
		assertThat(haproxy.await("a", "weight", "100")).containsEntry("last_agt", "via agent : up");
	}

	@Test
	void whoeverWarmsUpOrMissesADependencyIsDown() throws Exception {
		haproxy.await("a", "status", "UP");
		CountDownLatch warm = new CountDownLatch(1);
		instance.warmUp(warm);
		assertThat(haproxy.await("a", "last_agt", "via agent : down (warmup 1/2)"))
			.containsEntry("status", "DOWN (agent)")
			.containsEntry("agent_status", "L7STS")
			.containsEntry("check_status", "L7OK");
		instance.failStock("connection refused");
		warm.countDown();
		assertThat(haproxy.await("a", "last_agt", "via agent : down (Dependency 'stock' down: connection refused)"))
			.containsEntry("status", "DOWN (agent)");
		instance.failStock(null);
		assertThat(haproxy.await("a", "status", "UP")).containsEntry("last_agt", "via agent : up");
		haproxy.await("a", "throttle", "");
	}

	@Test
	void anOperatorsDrainStaysUntilTheOperatorOrAReadyLiftsIt() throws Exception {
		haproxy.await("a", "status", "UP");
		haproxy.await("b", "status", "UP");
		drain("a");
		instance.serve(1);
		assertThat(haproxy.await("a", "uweight", "75")).containsEntry("status", "DRAIN (agent)");
		instance.finish();
		assertThat(haproxy.await("a", "uweight", "100")).containsEntry("status", "DRAIN (agent)");
		drain("b");
		haproxy.await("b", "status", "UP");
		assertThat(haproxy.server("a")).containsEntry("status", "DRAIN (agent)");
		haproxy.tell("set server app/a state ready");
		haproxy.await("a", "status", "UP");
	}

	private static void drain(String server) throws IOException {
		assertThat(haproxy.tell("set server app/" + server + " state drain").strip()).isEmpty();
	}

}
