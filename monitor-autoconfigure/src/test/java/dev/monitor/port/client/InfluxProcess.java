package dev.monitor.port.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.RealClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real InfluxDB on ports of the loopback interface that it chooses itself, with its
 * data in a directory of its own. To be closed.
 */
final class InfluxProcess implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final Pattern LISTENING = Pattern.compile("Listening on HTTP.*addr=127\\.0\\.0\\.1:([0-9]+)");

	private final Process process;

	private final Path log;

	private InfluxProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	static InfluxProcess start(Path directory) throws IOException {
		Path program = RealClient.find("influxd", "influxdb");
		Path config = Files.writeString(directory.resolve("influxdb.conf"), """
				reporting-disabled = true
				bind-address = "127.0.0.1:0"
				[meta]
				  dir = "%1$s/meta"
				[data]
				  dir = "%1$s/data"
				  wal-dir = "%1$s/wal"
				[monitor]
				  store-enabled = false
				[subscriber]
				  enabled = false
				[continuous_queries]
				  enabled = false
				[http]
				  bind-address = "127.0.0.1:0"
				  log-enabled = false
				""".formatted(directory));
		Path log = directory.resolve("log");
		Process process = new ProcessBuilder(program.toString(), "-config", config.toString()).redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		InfluxProcess started = new InfluxProcess(process, log);
		await().until(() -> started.isListening() || !process.isAlive());
		assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
		return started;
	}

	/**
	 * Run a statement or query.
	 * @param query InfluxQL
	 * @return the series of its result: {@code tags}, {@code columns}, {@code values}
	 */
	JsonNode query(String query) throws Exception {
		JsonNode answer = JSON.readTree(post("/query?epoch=ns&q=" + encode(query), "", 200));
		return answer.get("results").get(0).path("series");
	}

	/**
	 * Write lines.
	 * @param database the database
	 * @param lines line protocol
	 */
	void write(String database, String lines) throws Exception {
		post("/write?db=" + encode(database), lines, 204);
	}

	private String post(String path, String body, int status) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
			.timeout(Duration.ofSeconds(30))
			.POST(BodyPublishers.ofString(body))
			.build();
		HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
		assertThat(response.statusCode()).as("%s %s %s", path, body, response.body()).isEqualTo(status);
		return response.body();
	}

	private boolean isListening() throws IOException {
		return LISTENING.matcher(Files.readString(this.log)).find();
	}

	private String port() throws IOException {
		Matcher listening = LISTENING.matcher(Files.readString(this.log));
		assertThat(listening.find()).isTrue();
		return listening.group(1);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
