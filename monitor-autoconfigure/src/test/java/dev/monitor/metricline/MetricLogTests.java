package dev.monitor.metricline;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.monitor.CapturedLog;
import dev.monitor.logging.LogfmtReader;
import dev.monitor.logging.LoggingPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MetricLog}, from numbers to what l2met reads in the lines.
 */
class MetricLogTests {

	private static final MetricSource SOURCE = new MetricSource("web.1", "host-7");

	@TempDir
	private Path root;

	@ParameterizedTest
	@ValueSource(strings = { "kv", "json" })
	void aLineIsAnEventOfKeyValuePairsInBothForms(String form) {
		List<String> lines = written("monitor.logging.format=" + form, MetricStyle.L2MET, (numbers) -> {
			numbers.add(MetricType.COUNT, "a.b", 3, null);
			numbers.add(MetricType.SAMPLE, "c", 1.5, "MB");
		}).lines();
		assertThat(lines).singleElement()
			.asString()
			.matches("t=\\S+ ns=orders lvl=info ev=metric source=web.1 instance=host-7 count#a.b=3 sample#c=1.5MB\n");
	}

	@Test
	void l2metReadsEveryNumberBack() {
		List<L2metReader.Tuple> expected = new ArrayList<>();
		CapturedMetricLines captured = written("", MetricStyle.L2MET, (lines) -> {
			for (double value : new double[] { 0, 0.1, 1, 21.22, 4.000001, 1.2E7, 1.0E-5, 1024, 348836, 9.9E15 }) {
				for (MetricType type : MetricType.values()) {
					String name = "n" + expected.size();
					lines.add(type, name, value, "ms");
					String word = type.prefix().replace("#", "");
					expected.add(new L2metReader.Tuple("web.1", word, name, value, "ms"));
				}
			}
		});
		assertThat(captured.tuples()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "1.2E7, 12000000", "1.0E-5, 0.00001", "1.0E-7, 0", "0.0, 0", "-0.0, 0", "1E21, 1000000000000000000000",
			"2.50, 2.5", "0.1234567, 0.123457" })
	void numbersArePlainDecimals(double value, String written) {
		assertThat(written("", MetricStyle.L2MET, (lines) -> lines.add(MetricType.SAMPLE, "x", value, null)).bodies())
			.containsExactly("source=web.1 instance=host-7 sample#x=" + written);
		assertThat(written("", MetricStyle.LEGACY, (lines) -> lines.add(MetricType.SAMPLE, "x", value, null)).bodies())
			.containsExactly("source=web.1 instance=host-7 measure=x val=" + written);
	}

	@ParameterizedTest
	@ValueSource(doubles = { -1, -1E-3, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY })
	void whatL2metCannotReadIsLeftOut(double value) {
		assertThat(written("", MetricStyle.L2MET, (lines) -> lines.add(MetricType.SAMPLE, "x", value, "MB")).lines())
			.isEmpty();
	}

	@Test
	void theLegacyStyleIsOneNumberALine() {
		List<String> bodies = written("", MetricStyle.LEGACY, (lines) -> {
			lines.add(new MetricValue(MetricType.SAMPLE, "memory_rss", new BigDecimal("21.22"), "MB"));
			lines.add(MetricType.COUNT, "a.b", 3, "a b");
		}).bodies();
		assertThat(bodies).containsExactly("source=web.1 instance=host-7 measure=memory_rss val=21.22 units=MB",
				"source=web.1 instance=host-7 measure=a.b val=3");
	}

	@ParameterizedTest
	@EnumSource
	void theMessageSaysTheSameForOtherFormats(MetricStyle style) throws IOException {
		ProcessNumbers process = process();
		CapturedMetricLines captured = written("", style, (lines) -> {
			process.read(lines);
			lines.add(MetricType.SAMPLE, "c", 1.5, "MB");
		});
		assertThat(captured.messages()).isNotEmpty().isEqualTo(captured.bodies());
	}

	@ParameterizedTest
	@EnumSource
	void namesOfAReaderOfTheApplicationForgeNothing(MetricStyle style) {
		CapturedMetricLines captured = written("", style, (lines) -> {
			lines.add(MetricType.COUNT, "a=1 lvl=error\nt=0 \u2028\"", 1, null);
			lines.endGroup();
			lines.add(MetricType.COUNT, "n".repeat(100_000), 1, null);
		});
		assertThat(captured.bodies()).hasSize(2)
			.first()
			.asString()
			.contains("a_1_lvl_error_t_0___")
			.doesNotContain(" lvl=", "\n");
		assertThat(captured.bodies().get(1)).contains("n".repeat(250)).hasSizeLessThan(330);
		assertThat(captured.messages()).isEqualTo(captured.bodies());
	}

	@Test
	void theReferenceShowsLinesAsTheyAre() throws IOException {
		ProcessNumbers process = process();
		String name = "orders.http.server.requests.status_200";
		LoggingPage.assertShows(written("", MetricStyle.L2MET, (lines) -> {
			process.read(lines);
			lines.add(MetricType.COUNT, name, 17, null);
			lines.add(MetricType.MEASURE, name + ".median", 4.09375, "ms");
		}).lines());
		LoggingPage.assertShows(written("", MetricStyle.LEGACY, process).lines()
			.stream()
			.filter((line) -> line.contains("memory_rss"))
			.toList());
	}

	private ProcessNumbers process() throws IOException {
		Map<String, String> files = Map.of("proc/loadavg", "0.12 0.10 0.08 1/123 4567\n", "proc/self/cgroup", "0::/a\n",
				"sys/fs/cgroup/a/memory.current", "232000000\n", "sys/fs/cgroup/a/memory.swap.current", "0\n",
				"sys/fs/cgroup/a/memory.stat", "anon 222717542\nfile 8388608\n");
		for (Map.Entry<String, String> file : files.entrySet()) {
			Path path = this.root.resolve(file.getKey());
			Files.createDirectories(Objects.requireNonNull(path.getParent()));
			Files.writeString(path, file.getValue());
		}
		return new ProcessNumbers(this.root);
	}

	@Test
	void groupsHaveLinesOfTheirOwn() {
		assertThat(written("", MetricStyle.L2MET, (lines) -> {
			lines.add(MetricType.COUNT, "a", 1, null);
			lines.endGroup();
			lines.endGroup();
			lines.add(MetricType.COUNT, "b", 1, null);
		}).bodies()).hasSize(2);
	}

	@Test
	void aLongGroupTakesMoreLines() {
		CapturedMetricLines captured = written("monitor.logging.max-line-bytes=600", MetricStyle.L2MET, (lines) -> {
			for (int i = 0; i < 100; i++) {
				lines.add(MetricType.COUNT, "name-of-a-meter-" + i, i, null);
			}
		});
		assertThat(captured.tuples()).hasSize(100);
		assertThat(captured.lines()).hasSizeGreaterThan(5)
			.allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(600).doesNotContain("truncated="));
	}

	@Test
	void aNumberIsNeverCut() {
		String field = "monitor.logging.fields.long=" + "x".repeat(700);
		CapturedMetricLines captured = written(field, MetricStyle.L2MET, (lines) -> {
			for (int i = 0; i < 4; i++) {
				lines.add(MetricType.SAMPLE, "a" + i, 123456789, "bytes");
			}
		}, "monitor.logging.max-line-bytes=512");
		assertThat(captured.lines()).isNotEmpty()
			.allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(512).contains("truncated="));
		assertThat(captured.tuples()).hasSize(4).allSatisfy((tuple) -> {
			assertThat(tuple.value()).isEqualTo(123456789);
			assertThat(tuple.unit()).isEqualTo("bytes");
		});
	}

	@Test
	void sourcesAndFieldsCannotForgeAPair() {
		MetricSource source = new MetricSource("x\" measure#a=1\n", "é b=c");
		try (CapturedMetricLines captured = new CapturedMetricLines("monitor.logging.fields[sample#z]=9",
				"monitor.logging.fields[measure.z]=9")) {
			log(source, MetricStyle.L2MET, 10, (lines) -> lines.add(MetricType.COUNT, "a", 1, null)).write();
			assertThat(captured.tuples())
				.containsExactly(new L2metReader.Tuple("x__measure_a_1_", "count", "a", 1, ""));
			Map<String, String> pairs = LogfmtReader.read(captured.lines().get(0).getBytes(StandardCharsets.UTF_8));
			assertThat(pairs).containsEntry("instance", "__b_c").containsEntry("sample_z", "9");
		}
	}

	@Test
	void anIntervalHasNoMoreLinesThanAllowed() {
		MetricReader many = (lines) -> {
			for (int i = 0; i < 30; i++) {
				if (lines.isFull()) {
					lines.leaveOut();
				}
				else {
					lines.add(MetricType.COUNT, "m" + i, 1, null);
					lines.endGroup();
				}
			}
		};
		try (CapturedMetricLines captured = new CapturedMetricLines();
				CapturedLog warnings = new CapturedLog(MetricLog.class)) {
			MetricLog log = log(SOURCE, MetricStyle.L2MET, 20, many);
			log.write();
			log.write();
			assertThat(captured.lines()).hasSize(40);
			assertThat(warnings.lines()).singleElement()
				.asString()
				.startsWith("WARN Meters without a metric line: 10.")
				.contains("monitor.metric-lines.max-lines");
		}
	}

	@Test
	void aMeterOfTheLegacyStyleIsWrittenWholeOrNotAtAll() {
		MetricReader timers = (lines) -> {
			for (int i = 0; i < 10 && !lines.isFull(); i++) {
				new IntervalQuantiles(1, 1, 1, 1).addTo(lines, new MetricNames("{metric}", Map.of()), "t" + i, "ms");
			}
		};
		try (CapturedMetricLines captured = new CapturedMetricLines()) {
			log(SOURCE, MetricStyle.LEGACY, 22, timers).write();
			assertThat(captured.bodies()).hasSize(20).last().asString().contains("measure=t4.p99 val=1 units=ms");
		}
	}

	@Test
	void aReaderThatFailsCostsItsOwnNumbers() {
		try (CapturedMetricLines captured = new CapturedMetricLines();
				CapturedLog warnings = new CapturedLog(MetricLog.class)) {
			MetricLog log = log(SOURCE, MetricStyle.L2MET, 10, (lines) -> {
				lines.add(MetricType.COUNT, "before", 1, null);
				throw new StackOverflowError("boom");
			}, (lines) -> lines.add(MetricType.COUNT, "other", 1, null));
			log.write();
			log.write();
			assertThat(captured.tuples()).extracting(L2metReader.Tuple::name)
				.containsExactly("before", "other", "before", "other");
			assertThat(warnings.lines()).hasSize(1);
		}
	}

	private static CapturedMetricLines written(String property, MetricStyle style, MetricReader reader,
			String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		if (!property.isEmpty()) {
			all.add(property);
		}
		int lineLength = all.stream().anyMatch((set) -> set.contains("max-line-bytes")) ? 256 : 4950;
		try (CapturedMetricLines captured = new CapturedMetricLines(all.toArray(String[]::new))) {
			new MetricLog(SOURCE, style, new MetricLimits(100, lineLength), List.of(reader)).write();
			return captured;
		}
	}

	private static MetricLog log(MetricSource source, MetricStyle style, int lines, MetricReader... readers) {
		return new MetricLog(source, style, new MetricLimits(lines, 4950), List.of(readers));
	}

}
