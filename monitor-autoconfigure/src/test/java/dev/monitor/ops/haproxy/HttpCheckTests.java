package dev.monitor.ops.haproxy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import dev.monitor.Unwanted;
import dev.monitor.gate.SwitchGate;
import dev.monitor.health.RunningApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real HAProxy with the shipped {@code http-check.cfg} in front of a real application.
 */
class HttpCheckTests {

	private static final String METRICS = "/actuator/prometheus";

	private static final String SERVER = "server a 127.0.0.1:%d";

	@TempDir
	private static Path directory;

	private static RunningApp app;

	@BeforeAll
	static void start() {
		app = RunningApp.start(Config.class, List.of(Unwanted.JETTY, Unwanted.SECURITY), "monitor.port.port=0");
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	@Test
	void aClosedGateTakesTheInstanceOutAndAnOpenOnePutsItBack() throws Exception {
		try (HaproxyProcess haproxy = HaproxyProcess.start(directory, file())) {
			awaitStatus(haproxy, 404);
			assertThat(RunningApp.send(app.port(), "GET", METRICS).statusCode()).isEqualTo(200);
			assertThat(RunningApp.send(haproxy.port(), "GET", METRICS).statusCode()).isEqualTo(401);
			followsTheGate(haproxy);
		}
	}

	@Test
	void theMonitorPortAnswersTheSame() throws Exception {
		HaproxyFile monitorPort = onMonitorPort(file());
		HaproxyFile options = monitorPort.replace("option httpchk\n", "option httpchk /health\n")
			.replace("    http-check send meth GET uri /health ver HTTP/1.1 hdr Host localhost\n", "");
		HaproxyFile readyz = monitorPort.replace("uri /health", "uri /readyz");
		try (HaproxyProcess asShipped = HaproxyProcess.start(directory, monitorPort);
				HaproxyProcess byOptions = HaproxyProcess.start(directory, options);
				HaproxyProcess byReadyz = HaproxyProcess.start(directory, readyz)) {
			for (HaproxyProcess haproxy : List.of(asShipped, byOptions, byReadyz)) {
				awaitStatus(haproxy, 404);
				followsTheGate(haproxy);
			}
		}
	}

	private static void followsTheGate(HaproxyProcess haproxy) throws IOException {
		app.bean(SwitchGate.class).close("maintenance");
		awaitStatus(haproxy, 503);
		assertThat(haproxy.server("a")).containsEntry("check_status", "L7STS").containsEntry("check_code", "503");
		assertThat(haproxy.server("a").get("last_chk")).startsWith("{\"status\":\"DOWN\",\"gate\":\"maintenance\"");
		app.bean(SwitchGate.class).open();
		awaitStatus(haproxy, 404);
	}

	/**
	 * A path that does not exist is answered by the application with 404, and without one
	 * by HAProxy with 503.
	 */
	private static void awaitStatus(HaproxyProcess haproxy, int status) {
		await().ignoreExceptionsInstanceOf(IOException.class)
			.until(() -> RunningApp.send(haproxy.port(), "GET", "/nothing").statusCode() == status);
	}

	private static HaproxyFile file() throws IOException {
		return HaproxyFile.shipped("http-check").with("a", app.port(), 0).without("b");
	}

	private static HaproxyFile onMonitorPort(HaproxyFile file) {
		String server = SERVER.formatted(app.port());
		return file.replace(server, server + " port " + app.port("local.monitor.port.port"));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Config {

		@Bean
		SwitchGate maintenance() {
			return SwitchGate.opened("maintenance", Clock.systemUTC());
		}

	}

}
