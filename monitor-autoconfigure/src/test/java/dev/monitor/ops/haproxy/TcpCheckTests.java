package dev.monitor.ops.haproxy;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import dev.monitor.CapturedLog;
import dev.monitor.port.PortClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real HAProxy with the shipped {@code tcp-check.cfg}.
 */
class TcpCheckTests {

	@TempDir
	private static Path directory;

	private static Instance instance;

	private static HaproxyProcess haproxy;

	@BeforeAll
	static void start() throws Exception {
		instance = Instance.start();
		haproxy = HaproxyProcess.start(directory, file());
	}

	@AfterAll
	static void stop() throws Exception {
		if (haproxy != null) {
			haproxy.close();
		}
		instance.close();
	}

	private static HaproxyFile file() throws IOException {
		return HaproxyFile.shipped("tcp-check")
			.with("a", instance.port(), instance.monitorPort())
			.without("b")
			.replace("slowstart 30s", "slowstart 3s");
	}

	@Test
	void whoeverWarmsUpIsDownAndStartsSlowlyThen() throws Exception {
		CountDownLatch warm = new CountDownLatch(1);
		instance.warmUp(warm);
		assertThat(haproxy.await("a", "status", "DOWN")).containsEntry("check_status", "L7RSP")
			.containsEntry("last_chk", "Warmup in progress");
		warm.countDown();
		Map<String, String> first = haproxy.await("a", "status", "UP");
		assertThat(first).containsEntry("check_status", "L7OK").containsEntry("last_chk", "(tcp-check)");
		assertThat(throttle(first)).isBetween(1, 50);
		await().until(() -> throttle(haproxy.server("a")) > throttle(first));
		haproxy.await("a", "throttle", "");
	}

	private static int throttle(Map<String, String> server) {
		return server.get("throttle").isEmpty() ? 100 : Integer.parseInt(server.get("throttle"));
	}

	@Test
	void whoeverMissesADependencyIsDownUntilItIsBack() {
		instance.failStock("connection refused");
		assertThat(haproxy.await("a", "status", "DOWN")).containsEntry("check_status", "L7RSP")
			.containsEntry("last_chk", "Error: Dependency 'stock' down: connection refused");
		instance.failStock(null);
		haproxy.await("a", "status", "UP");
	}

	@Test
	void whoeverIsOverloadedIsDownUntilThereArePermits() throws Exception {
		haproxy.await("a", "status", "UP");
		instance.serve(5);
		assertThat(haproxy.await("a", "status", "DOWN").get("last_chk")).matches("Error: Overloaded for \\d+ s");
		instance.finish();
		haproxy.await("a", "status", "UP");
		assertThat(haproxy.tell("set server app/a state drain").strip()).isEmpty();
		haproxy.await("a", "status", "DRAIN");
		haproxy.tell("set server app/a state ready");
		haproxy.await("a", "status", "UP");
	}

	@Test
	void aReasonWithOkInItIsNoOkToWhoeverLooksForThatAnywhere() throws Exception {
		HaproxyFile classic = file().replace("expect rstring ^OK$ on-error \"%[res.payload(0,0),rtrim(\\n)]\"",
				"expect string OK");
		try (HaproxyProcess other = HaproxyProcess.start(directory, classic)) {
			other.await("a", "check_status", "L7OK");
			instance.failStock("TOKEN is NOT OK");
			assertThat(haproxy.await("a", "status", "DOWN")).containsEntry("last_chk",
					"Error: Dependency 'stock' down: TOkEN is NOT Ok");
			other.await("a", "status", "DOWN");
			await().until(() -> Integer.parseInt(other.server("a").get("lastchg")) >= 1);
			assertThat(other.server("a")).containsEntry("status", "DOWN").containsEntry("check_status", "L7RSP");
			instance.failStock(null);
			other.await("a", "status", "UP");
		}
	}

	@Test
	void tenThousandChecksThatEndWithAResetLeaveNoTrace() throws Exception {
		haproxy.await("a", "status", "UP");
		try (CapturedLog log = new CapturedLog(Logger.ROOT_LOGGER_NAME)) {
			for (int i = 0; i < 10_000; i++) {
				try (Socket socket = PortClient.connect(instance.monitorPort())) {
					socket.setSoLinger(true, 0);
					if (i % 2 == 0) {
						PortClient.send(socket, "health_check\r\n");
					}
				}
			}
			assertThat(instance.ask("health_check")).isEqualTo("OK\n");
			await().during(Duration.ofMillis(500)).until(() -> haproxy.server("a").get("check_status").equals("L7OK"));
			// another thread logs that a gate opened, which may be after the check that
			// saw it
			assertThat(log.lines()).allMatch((line) -> line.matches("INFO Gate '.*' opened .*"));
		}
	}

}
