package dev.monitor.logging.reader;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.monitor.RealClient;
import dev.monitor.logging.LoggingPage;
import dev.monitor.ops.OperatorFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * lnav, with the shipped format installed, knows lines for what they are.
 */
class LnavFormatTests {

	/**
	 * A message and a URL that look like the pairs that follow.
	 */
	private static final String MISLEADING = "t=2026-11-21T09:30:07.000+01:00 ns=\"a b\" lvl=warn ev=http"
			+ " msg=\"GET / httpStatus=500 200\" port=80 url=\"/ httpStatus=500 timeTaken=5\" httpStatus=404"
			+ " nBytes=3 aborted=true timeTaken=7 x=1";

	@TempDir
	private Path directory;

	private String lnav = "";

	private Map<String, String> environment = Map.of();

	@BeforeEach
	void install() throws Exception {
		this.lnav = RealClient.find("lnav", "lnav").toString();
		this.environment = Map.of("HOME", this.directory.toString(), "TERM", "dumb");
		Path format = Files.write(this.directory.resolve("monitor.json"), OperatorFiles.read("lnav/monitor.json"));
		new ProgramRun(this.directory).lines(this.environment, List.of(), this.lnav, "-i", format.toString());
	}

	@Test
	void linesOfTheReferenceAreEvents() throws Exception {
		List<String> lines = new ArrayList<>(LoggingPage.lines(""));
		lines.add(MISLEADING);
		List<String> kv = lines.stream().filter((line) -> line.startsWith("t=")).toList();
		List<JsonNode> events = query("monitor_kv", kv);
		assertThat(events).hasSameSizeAs(kv);
		JsonNode http = only(events, "info");
		assertThat(http.get("log_body").asString()).isEqualTo("\"GET /orders/7 200\"");
		assertThat(http.get("log_time").asString()).isEqualTo("2026-11-21 09:30:04.017");
		assertThat(http.get("method").asString()).isEqualTo("GET");
		assertThat(http.get("httpStatus").asInt()).isEqualTo(200);
		assertThat(http.get("timeTaken").asInt()).isEqualTo(12);
		JsonNode misleading = only(events, "warning");
		assertThat(misleading.get("httpStatus").asInt()).isEqualTo(404);
		assertThat(misleading.get("timeTaken").asInt()).isEqualTo(7);
		List<String> json = lines.stream().filter((line) -> line.startsWith("{")).toList();
		events = query("monitor_json", json);
		assertThat(events).hasSameSizeAs(json);
		assertThat(only(events, "info").get("httpStatus").asInt()).isEqualTo(200);
	}

	@Test
	void whateverIsLoggedIsAnEvent() throws Exception {
		WrittenCorpus written = WrittenCorpus.of(Corpus.events());
		assertThat(query("monitor_kv", written.kv())).hasSameSizeAs(written.kv())
			.allMatch((event) -> event.get("ev").asString().equals("message"));
		assertThat(query("monitor_json", written.json())).hasSameSizeAs(written.json());
	}

	private List<JsonNode> query(String table, List<String> lines) throws Exception {
		ProgramRun run = new ProgramRun(this.directory);
		Path log = run.write(table + ".log", lines);
		String sql = ";SELECT log_time, log_level, log_body, ns, ev, method, httpStatus, timeTaken FROM " + table;
		return run
			.lines(this.environment, List.of(), this.lnav, "-n", "-c", sql, "-c", ":write-jsonlines-to -",
					log.toString())
			.stream()
			.map(JsonLines.JSON::readTree)
			.toList();
	}

	private static JsonNode only(List<JsonNode> events, String level) {
		return events.stream()
			.filter((event) -> event.get("ev").asString().equals("http"))
			.filter((event) -> event.get("log_level").asString().equals(level))
			.reduce((first, second) -> {
				throw new AssertionError("two of them");
			})
			.orElseThrow();
	}

}
