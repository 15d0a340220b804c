package dev.monitor.ops;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.monitor.RealClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whom a real Alertmanager tells of what with the shipped routes and inhibitions.
 */
class AlertmanagerTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Pattern NAMES = Pattern.compile("\\bMonitor[A-Z]\\w+");

	private final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	private Path directory;

	private @Nullable Process process;

	private String address = "";

	@BeforeEach
	void start() throws IOException {
		Path program = RealClient.find("prometheus-alertmanager", "prometheus-alertmanager");
		Path config = Files.write(this.directory.resolve("alertmanager.yml"),
				List.of(read("alertmanager/route.yml"), read("alertmanager/inhibit.yml")));
		this.address = "127.0.0.1:" + freePort();
		this.process = new ProcessBuilder(program.toString(), "--config.file=" + config,
				"--storage.path=" + this.directory.resolve("data"), "--web.listen-address=" + this.address,
				"--cluster.listen-address=")
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("log").toFile())
			.start();
	}

	@AfterEach
	void stop() throws InterruptedException {
		if (this.process != null) {
			this.process.destroyForcibly().waitFor();
		}
	}

	@Test
	void everyAlertThatIsNamedExists() throws IOException {
		List<String> alerts = Alert.readAll().stream().map(Alert::name).toList();
		List<String> named = NAMES.matcher(read("alertmanager/inhibit.yml") + read("alertmanager/route.yml"))
			.results()
			.map((result) -> result.group())
			.toList();
		assertThat(named).hasSizeGreaterThan(10);
		assertThat(alerts).containsAll(named);
	}

	@Test
	void oneCauseIsOneMessageToWhomItConcerns() throws Exception {
		List<Map<String, String>> alerts = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			alerts.add(alert("MonitorDependencyDown", "warning", "production", "i" + i, "dependency", "stock"));
			alerts.add(alert("MonitorGateClosed", "warning", "production", "i" + i, "gate", "dependencies"));
		}
		alerts.add(alert("MonitorGateClosed", "warning", "production", "i9", "gate", "warmup"));
		alerts.add(
				alert("MonitorGateClosed", "warning", "production", "other", "gate", "dependencies", "namespace", "b"));
		alerts.add(alert("MonitorErrorBudgetBurns", "critical", "production", "", "slo", "availability"));
		alerts.add(alert("MonitorErrorBudgetErodes", "warning", "production", "", "slo", "availability"));
		alerts.add(alert("MonitorErrorBudgetBurns", "critical", "staging", "", "slo", "availability"));
		alerts.add(alert("MonitorLimitNear", "info", "test", "i1"));
		alerts.add(alert("Foreign", "critical", "production", "i1"));
		post(alerts);
		Map<String, Integer> told = new TreeMap<>();
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			told.clear();
			for (JsonNode group : get("/api/v2/alerts/groups")) {
				int active = 0;
				for (JsonNode each : group.get("alerts")) {
					active += each.get("status").get("state").asString().equals("active") ? 1 : 0;
				}
				told.put(group.get("receiver").get("name").asString() + " "
						+ group.get("labels").path("environment").asString("") + " "
						+ group.get("labels").path("namespace").asString(""), active);
			}
			assertThat(told).isEqualTo(Map.of("none  ", 1, "notice test a", 1, "page production a", 1,
					"ticket production a", 11, "ticket production b", 1, "ticket staging a", 1));
		});
	}

	@Test
	void nothingElseIsToldOfWhatIsDown() throws Exception {
		post(List.of(alert("MonitorAllInstancesDown", "critical", "production", ""),
				alert("MonitorInstanceDown", "warning", "production", "i1"),
				alert("MonitorErrorBudgetBurns", "critical", "production", "", "slo", "latency"),
				alert("MonitorInstanceDown", "warning", "staging", "s1")));
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(get("/api/v2/alerts?inhibited=false"))
				.extracting((alert) -> alert.get("labels").get("alertname").asString() + " "
						+ alert.get("labels").get("environment").asString())
				.containsExactlyInAnyOrder("MonitorAllInstancesDown production", "MonitorInstanceDown staging"));
	}

	private static Map<String, String> alert(String name, String severity, String environment, String instance,
			String... more) {
		Map<String, String> labels = new TreeMap<>(Map.of("alertname", name, "severity", severity, "cluster", "one",
				"namespace", "a", "application", "orders", "environment", environment));
		if (!instance.isEmpty()) {
			labels.put("instance", instance);
		}
		for (int i = 0; i < more.length; i += 2) {
			labels.put(more[i], more[i + 1]);
		}
		return labels;
	}

	private void post(List<Map<String, String>> alerts) {
		String body = JSON.writeValueAsString(alerts.stream().map((labels) -> Map.of("labels", labels)).toList());
		await().atMost(Duration.ofSeconds(30))
			.ignoreExceptionsInstanceOf(IOException.class)
			.until(() -> this.client
				.send(HttpRequest.newBuilder(uri("/api/v2/alerts"))
					.header("Content-Type", "application/json")
					.POST(BodyPublishers.ofString(body))
					.build(), BodyHandlers.discarding())
				.statusCode() == 200);
	}

	private JsonNode get(String path) throws IOException, InterruptedException {
		return JSON
			.readTree(this.client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString()).body());
	}

	private URI uri(String path) {
		return URI.create("http://" + this.address + path);
	}

	private static String read(String path) throws IOException {
		return new String(OperatorFiles.read(path), StandardCharsets.UTF_8);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
