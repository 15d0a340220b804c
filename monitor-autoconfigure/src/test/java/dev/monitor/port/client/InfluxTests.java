package dev.monitor.port.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * A real InfluxDB takes what the client prints, and gives the numbers back.
 */
class InfluxTests {

	private static final List<String> DEPLOYMENTS = List.of("shop", "my shop", "a,b", "a=b", "say \"hi\"", "it's", "#1",
			"back\\slash", "back\\,comma", "\\ ,=", "b\u00fccher \u4e2d\ud83d\ude00", "$x{}[]();--", " ", "=", ",");

	private static final String FIRST = """
			{"instance":{"uptime":39},"cache":{"size":3212,"max_size":9223372036854775807},"db":{"loads":-1},
			"concurrency":{"ratio":0.5,"tiny":1E-5,"least":4.9E-324,"great":1.7976931348623157E308,"whole":2.0,"name":"x"},
			"odd, name=":{"a b":1,"c\\"d":2,"e\\\\f":3}}
			""";

	private static final Map<String, Number> FIRST_NUMBERS = Map.ofEntries(entry("instance.uptime", 39L),
			entry("cache.size", 3212L), entry("cache.max_size", Long.MAX_VALUE), entry("db.loads", -1L),
			entry("concurrency.ratio", 0.5), entry("concurrency.tiny", 1E-5),
			entry("concurrency.least", Double.MIN_VALUE), entry("concurrency.great", Double.MAX_VALUE),
			entry("concurrency.whole", 2.0), entry("odd, name=.a b", 1L), entry("odd, name=.c\"d", 2L),
			entry("odd, name=.e\\f", 3L));

	private static final String SECOND = """
			{"instance":{"uptime":99},"db":{"loads":0},"concurrency":{"ratio":1.0,"whole":-1.0}}
			""";

	@TempDir
	private Path directory;

	private final Terminal terminal = new Terminal();

	private volatile String answer = "";

	@Test
	void numbersComeBackAsTheyWere() throws Exception {
		this.answer = FIRST.replace("\n", "") + "\n";
		try (InfluxProcess influx = InfluxProcess.start(this.directory);
				ScriptedPort first = ScriptedPort.treating((line, client) -> ScriptedPort.send(client, this.answer));
				ScriptedPort second = ScriptedPort.treating((line, client) -> ScriptedPort.send(client, this.answer))) {
			List<String> processes = List.of(first.address().toString(), "localhost:" + second.port());
			influx.query("CREATE DATABASE monitor");
			for (String deployment : DEPLOYMENTS) {
				influx.write("monitor", lines(deployment, processes));
			}
			assertNumbers(influx, processes, FIRST_NUMBERS);
			this.answer = SECOND;
			for (String deployment : DEPLOYMENTS) {
				influx.write("monitor", lines(deployment, processes));
			}
			assertNumbers(influx, processes, Map.of("instance.uptime", 99L, "db.loads", 0L, "concurrency.ratio", 1.0,
					"concurrency.whole", -1.0));
			assertTypes(influx);
		}
	}

	private String lines(String deployment, List<String> processes) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("--deployment", deployment, processes.get(0),
				"127.0.0.1:" + ScriptedPort.closed(), processes.get(1)));
		assertThat(this.terminal.run(new InfluxCommand(), arguments.toArray(String[]::new))).isZero();
		assertThat(this.terminal.err().lines()).hasSize(1);
		return this.terminal.out();
	}

	/**
	 * The newest point of each series has just these numbers.
	 */
	private static void assertNumbers(InfluxProcess influx, List<String> processes, Map<String, Number> expected)
			throws Exception {
		List<List<String>> series = new ArrayList<>();
		for (JsonNode one : influx.query("SELECT * FROM monitor..deployments GROUP BY * ORDER BY time DESC LIMIT 1")) {
			series
				.add(List.of(one.get("tags").get("deployment").asString(), one.get("tags").get("process").asString()));
			assertThat(numbers(one)).as(one.toString()).containsExactlyInAnyOrderEntriesOf(expected);
		}
		assertThat(series).containsExactlyInAnyOrderElementsOf(DEPLOYMENTS.stream()
			.flatMap((deployment) -> processes.stream().map((process) -> List.of(deployment, process)))
			.toList());
	}

	private static Map<String, Number> numbers(JsonNode series) {
		Map<String, Number> numbers = new TreeMap<>();
		JsonNode values = series.get("values").get(0);
		for (int i = 1; i < values.size(); i++) {
			String name = series.get("columns").get(i).asString();
			if (!values.get(i).isNull()) {
				boolean whole = FIRST_NUMBERS.get(name) instanceof Long;
				numbers.put(name, whole ? (Number) values.get(i).asLong() : (Number) values.get(i).asDouble());
			}
		}
		return numbers;
	}

	private static void assertTypes(InfluxProcess influx) throws Exception {
		Map<String, String> types = new TreeMap<>();
		influx.query("SHOW FIELD KEYS ON monitor FROM deployments")
			.get(0)
			.get("values")
			.forEach((field) -> types.put(field.get(0).asString(), field.get(1).asString()));
		Stream<Map.Entry<String, Number>> numbers = FIRST_NUMBERS.entrySet().stream();
		assertThat(types).hasSameSizeAs(FIRST_NUMBERS);
		numbers.forEach((number) -> assertThat(types).containsEntry(number.getKey(),
				(number.getValue() instanceof Long) ? "integer" : "float"));
	}

}
