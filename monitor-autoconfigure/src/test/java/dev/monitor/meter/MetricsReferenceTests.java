package dev.monitor.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page about metrics says what a running application exports, no more and no less.
 */
@TestInstance(Lifecycle.PER_CLASS)
class MetricsReferenceTests {

	private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");

	private static final Pattern TAG = Pattern.compile("`([a-z.]+)`(?: \\((\\d+)\\))?");

	private static final Set<String> COMMON = Set.of("application", "environment", "region");

	/**
	 * What depends on the machine and on the database: other systems than Linux, groups
	 * without a limit and older versions of Java have less, and so has H2 in memory.
	 */
	private static final List<String> OPTIONAL = List.of("process.", "jvm.threads.virtual.", "monitor.db.size",
			"monitor.db.cache.", "monitor.db.longest.", "monitor.db.deadlocks");

	/**
	 * Meters of these names are Monitor's.
	 */
	private static final List<String> OWN = List.of("monitor.", "process.memory", "jvm.threads.deadlocked",
			"jvm.threads.virtual.");

	private MeteredApp app = start();

	@BeforeAll
	void traffic() throws IOException, InterruptedException {
		this.app.traffic();
		MeterRegistry registry = this.app.app().bean(PrometheusMeterRegistry.class);
		Awaitility.await().until(() -> registry.find("monitor.health.status").gauge() != null);
	}

	@AfterAll
	void close() {
		this.app.close();
	}

	@Test
	void everyMeterStandsOnThePageAsItIs() throws IOException {
		assertThat(exported()).isNotEmpty();
		Map<String, Row> rows = rows();
		exported().forEach((name, exported) -> {
			Row row = rows.get(name);
			assertThat(row).as("row of " + name).isNotNull();
			assertThat(exported.type()).as("type of " + name).isEqualTo(row.type());
			assertThat(exported.unit()).as("unit of " + name).isEqualTo(row.unit());
			assertThat(exported.tags().keySet()).as("tags of " + name).isEqualTo(row.tags().keySet());
			exported.tags()
				.forEach((tag, number) -> assertThat(number).as("values of " + tag + " of " + name)
					.isLessThanOrEqualTo(row.tags().get(tag)));
		});
	}

	@Test
	void everyMeterOfThePageIsExported() throws IOException {
		Set<String> documented = new TreeSet<>(rows().keySet());
		documented.removeIf((name) -> OPTIONAL.stream().anyMatch(name::startsWith));
		// some come with the first sample
		Awaitility.await().untilAsserted(() -> assertThat(exported().keySet()).containsAll(documented));
	}

	private static MeteredApp start() {
		try {
			return MeteredApp.start("monitor.slo.latency.threshold=500ms");
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static Map<String, Row> rows() throws IOException {
		Map<String, Row> rows = new TreeMap<>();
		for (String line : Files.readAllLines(Path.of("..", "docs", "reference", "meters.md"))) {
			String[] cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
			Matcher name = NAME.matcher((cells.length == 7) ? cells[1] : "");
			if (name.matches()) {
				Map<String, Integer> tags = new TreeMap<>();
				for (Matcher tag = TAG.matcher(cells[3]); tag.find();) {
					tags.put(tag.group(1), (tag.group(2) != null) ? Integer.valueOf(tag.group(2)) : 1000);
				}
				rows.put(name.group(1), new Row(cells[2], cells[4], tags));
			}
		}
		return rows;
	}

	/**
	 * Return the meters of the application in the form of rows, with the number of values
	 * that each tag has.
	 */
	private Map<String, Row> exported() {
		Map<String, Row> rows = new TreeMap<>();
		Map<String, Set<String>> values = new HashMap<>();
		for (Meter meter : this.app.app().bean(PrometheusMeterRegistry.class).getMeters()) {
			Meter.Id id = meter.getId();
			if (OWN.stream().anyMatch(id.getName()::startsWith)) {
				Row row = rows.computeIfAbsent(id.getName(),
						(name) -> new Row(id.getType().name().toLowerCase(Locale.ROOT).replace("distribution_", ""),
								Objects.requireNonNullElse(id.getBaseUnit(), ""), new TreeMap<>()));
				for (Tag tag : id.getTagsAsIterable()) {
					if (!COMMON.contains(tag.getKey())) {
						Set<String> seen = values.computeIfAbsent(id.getName() + ' ' + tag.getKey(),
								(key) -> new HashSet<>());
						seen.add(tag.getValue());
						row.tags().put(tag.getKey(), seen.size());
					}
				}
			}
		}
		return rows;
	}

	private record Row(String type, String unit, Map<String, Integer> tags) {

	}

}
