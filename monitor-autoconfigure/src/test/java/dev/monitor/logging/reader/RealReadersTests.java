package dev.monitor.logging.reader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

import dev.monitor.RealClient;
import dev.monitor.logging.LoggingPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is logged comes back from programs that others have written: one run of each reads
 * the whole corpus.
 */
class RealReadersTests {

	private static final String GO_PATH = "/usr/share/gocode";

	/**
	 * What is written as an escape that the parsers for Node.js do not know.
	 */
	private static final Pattern ESCAPED = Pattern
		.compile("[\\x00-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ufffd]");

	private static WrittenCorpus written = new WrittenCorpus(List.of(), List.of(), List.of());

	@TempDir
	private static Path goCache = Path.of("");

	@TempDir
	private Path directory;

	@BeforeAll
	static void write() {
		List<CorpusEvent> events = Corpus.events();
		events.addAll(Corpus.random(7, 10_000));
		written = WrittenCorpus.of(events);
	}

	@Test
	void goLogfmtReadsEveryPair() throws Exception {
		List<String> lines = new ArrayList<>(written.kv());
		lines.addAll(metricLines());
		List<String> read = goLogfmt(lines);
		for (int i = 0; i < lines.size(); i++) {
			assertThat(pairs(read.get(i)))
				.isEqualTo((i < written.kv().size()) ? written.pairs(i) : KrReader.read(lines.get(i)));
		}
		assertThat(read).last().isEqualTo(String.valueOf(lines.size()));
	}

	/**
	 * What go-logfmt takes for an error, kr/logfmt may take for something else.
	 */
	@Test
	void goLogfmtReadsAnythingLegalAsOurOwnReadersDo() throws Exception {
		Random random = new Random(11);
		List<String> lines = new ArrayList<>();
		for (int i = 0; i < 20_000; i++) {
			String line = (random.nextInt(3) + "=" + Corpus.hostile(random) + " \"" + Corpus.hostile(random) + "\"")
				.replaceAll("[\\n\\r]", "");
			lines.add(random.nextBoolean() ? line : line.replace(" ", "=").replaceFirst("=", " a="));
		}
		lines.replaceAll(Oracle::wellFormed);
		int legal = 0;
		List<String> read = goLogfmt(lines);
		for (int i = 0; i < lines.size(); i++) {
			if (read.get(i).startsWith("[")) {
				legal++;
				List<ReadPair> pairs = pairs(read.get(i));
				assertThat(KrReader.read(lines.get(i))).describedAs("%s", lines.get(i)).isEqualTo(pairs);
				assertThat(LokiReader.read(lines.get(i), true).skipped()).isZero();
			}
		}
		assertThat(legal).isGreaterThan(500);
	}

	/**
	 * Version 0.11 of lnav refuses lines with an empty value in quotes, and knows no
	 * integers of more than 64 bits.
	 */
	@Test
	void lnavReadsEveryPair() throws Exception {
		ProgramRun run = new ProgramRun(this.directory);
		Path lnav = RealClient.find("lnav", "lnav");
		List<Map<String, String>> expected = new ArrayList<>();
		List<String> sql = new ArrayList<>();
		sql.add("CREATE TABLE lines (line TEXT);");
		for (int i = 0; i < written.kv().size(); i++) {
			if (!written.expected().get(i).containsValue("")) {
				expected.add(written.expected().get(i));
				sql.add("INSERT INTO lines VALUES ('" + written.kv().get(i).replace("'", "''") + "');");
			}
		}
		Path script = run.write("lines.sql", sql);
		List<String> read = run.lines(Map.of("HOME", this.directory.toString(), "TERM", "dumb"), List.of(),
				lnav.toString(), "-n", "-c", ";.read " + script, "-c", ";SELECT logfmt2json(line) AS line FROM lines",
				"-c", ":write-jsonlines-to -");
		assertThat(read).hasSameSizeAs(expected).hasSizeGreaterThan(1_000);
		for (int i = 0; i < read.size(); i++) {
			assertMembers(JsonLines.JSON.readTree(read.get(i)).get("line"), expected.get(i));
		}
	}

	private static void assertMembers(JsonNode object, Map<String, String> expected) {
		assertThat(object.propertyNames()).containsExactlyInAnyOrderElementsOf(expected.keySet());
		object.properties().forEach((member) -> {
			String text = expected.getOrDefault(member.getKey(), "");
			JsonNode value = member.getValue();
			if (!value.isNumber()) {
				assertThat(JsonLines.text(value)).isEqualTo(text);
			}
			else if (value.asDouble() != 0 || !text.matches("\\d{20,}")) {
				assertThat(value.asDouble()).describedAs("%s", member).isEqualTo(Double.parseDouble(text));
			}
		});
	}

	@ParameterizedTest
	@CsvSource({ "logfmt, logfmt, 1.4.0", "logfmt2, @jclem/logfmt2, 2.4.3" })
	void nodeReadsEveryPairWithoutEscapes(String kind, String module, String version) throws Exception {
		Path directory = RealClient.nodeModule(module, version);
		List<String> read = node(written.kv(), kind, directory.toString());
		int compared = 0;
		for (int i = 0; i < read.size(); i++) {
			Map<String, String> pairs = JsonLines.read(read.get(i));
			Map<String, String> expected = new HashMap<>(written.expected().get(i));
			expected.values().removeIf((value) -> ESCAPED.matcher(value).find());
			pairs.keySet().retainAll(expected.keySet());
			assertThat(pairs).isEqualTo(expected);
			compared += expected.size();
		}
		assertThat(compared).isGreaterThan(130_000);
	}

	@Test
	void nodeReadsJson() throws Exception {
		assertJson(node(written.json(), "json"));
	}

	@Test
	void jqReadsJson() throws Exception {
		String jq = RealClient.find("jq", "jq").toString();
		assertJson(new ProgramRun(this.directory).lines(Map.of(), written.json(), jq, "-c", "."));
	}

	@Test
	void theFilterOfThePageShowsWhatIsThereForPeople() throws Exception {
		String jq = RealClient.find("jq", "jq").toString();
		List<String> lines = new ArrayList<>(
				LoggingPage.lines("").stream().filter((line) -> line.startsWith("{")).toList());
		lines.add("no event");
		assertThat(new ProgramRun(this.directory).lines(Map.of(), lines, jq, "-rR", LoggingPage.lines("jq").get(0)))
			.contains("2026-11-21T09:30:00.120Z info a.b.C: Order 7 refused", "\tat a.b.Stock.take(Stock.java:12)",
					"2026-11-21T09:30:04.017Z info http: GET /orders/7 200", "  : no event");
	}

	private void assertJson(List<String> read) {
		assertThat(read).hasSameSizeAs(written.json());
		for (int i = 0; i < read.size(); i++) {
			JsonNode expected = JsonLines.JSON.readTree(written.json().get(i));
			JsonNode actual = JsonLines.JSON.readTree(read.get(i));
			assertThat(actual.propertyNames()).containsExactlyInAnyOrderElementsOf(expected.propertyNames());
			expected.properties().forEach((member) -> {
				JsonNode value = actual.get(member.getKey());
				if (value.isNumber()) {
					assertThat(value.asDouble()).isEqualTo(member.getValue().asDouble());
				}
				else {
					assertThat(value).isEqualTo(member.getValue());
				}
			});
		}
	}

	private List<String> goLogfmt(List<String> lines) throws Exception {
		String go = RealClient.find("go", "golang-go").toString();
		RealClient.file(GO_PATH + "/src/github.com/go-logfmt/logfmt", "golang-github-go-logfmt-logfmt-dev");
		ProgramRun run = new ProgramRun(this.directory);
		Path source = run.copy("gologfmt.go");
		Map<String, String> environment = Map.of("GO111MODULE", "off", "GOPATH", GO_PATH, "GOCACHE", goCache.toString(),
				"CGO_ENABLED", "0", "GOFLAGS", "");
		return run.lines(environment, lines, go, "run", source.toString());
	}

	private List<String> node(List<String> lines, String... arguments) throws Exception {
		List<String> command = new ArrayList<>();
		ProgramRun run = new ProgramRun(this.directory);
		command.add(RealClient.find("node", "nodejs").toString());
		command.add(run.copy("read.cjs").toString());
		command.addAll(List.of(arguments));
		List<String> read = run.lines(Map.of(), lines, command.toArray(String[]::new));
		assertThat(read).hasSameSizeAs(lines);
		return read;
	}

	private static List<ReadPair> pairs(String json) {
		List<ReadPair> pairs = new ArrayList<>();
		JsonLines.JSON.readTree(json)
			.forEach((pair) -> pairs.add(new ReadPair(pair.get(0).asString(), pair.get(1).asString())));
		return pairs;
	}

	private static List<String> metricLines() {
		try (TwoForms metric = new TwoForms("metric")) {
			MetricNumbers.log();
			assertThat(metric.json()).isEqualTo(metric.kv());
			return metric.kv();
		}
	}

}
