package dev.monitor.port.performance;

import java.util.List;
import java.util.Map;

import dev.monitor.CapturedLog;
import dev.monitor.status.StatusSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PerfMetricsCommand}.
 */
class PerfMetricsCommandTests {

	private static final FakeStatus INSTANCE = FakeStatus.of("instance", "uptime", 39L);

	@Test
	void sectionsOfTheSeedComeFirstThenOursThenTheOthersByName() {
		assertThat(run(List.of(FakeStatus.of("zebra", "z", 1), FakeStatus.of("concurrency", "limit", 64),
				FakeStatus.of("alpha", "a", 0.5), FakeStatus.of("http", "requests", 7L),
				FakeStatus.of("memory", "rss", 1L, "uss", 2L, "pss", -1L), FakeStatus.db("orders"), INSTANCE,
				FakeStatus.of("cache", "size", 1L, "ngsize", 1L, "max_size", -1L))))
			.isEqualTo("""
					{"instance": {"uptime": 39}, "cache": {"size": 1, "ngsize": 1, "max_size": -1}, \
					"db": {"loads": 300, "stores": 2, "connections": 3, "total_objs": 6}, \
					"memory": {"rss": 1, "uss": 2, "pss": -1}, "http": {"requests": 7}, \
					"concurrency": {"limit": 64}, "alpha": {"a": 0.5}, "zebra": {"z": 1}}""");
	}

	@Test
	void theDatabaseIsTheFirstOneOrThatOfTheName() {
		List<StatusSource> sources = List.of(FakeStatus.db("orders", "archives"));
		assertThat(run(sources, "-", "60")).contains("\"loads\": 60,").contains("\"total_objs\": 6}");
		assertThat(run(sources, "orders")).contains("\"loads\": 300,").contains("\"total_objs\": 6}");
		assertThat(run(sources, "archives", "3600")).contains("\"loads\": 3600,").contains("\"total_objs\": 8}");
	}

	@Test
	void withoutADataSourceThereIsNoSectionForIt() {
		assertThat(run(List.of(INSTANCE))).isEqualTo("{\"instance\": {\"uptime\": 39}}");
		assertThat(run(List.of(INSTANCE, FakeStatus.db()))).isEqualTo("{\"instance\": {\"uptime\": 39}}");
		assertThatIllegalArgumentException().isThrownBy(() -> run(List.of(INSTANCE), "orders"))
			.withMessage("There is no data source 'orders'. There are: none");
		assertThatIllegalArgumentException().isThrownBy(() -> run(List.of(FakeStatus.db("orders", "archive")), "x"))
			.withMessage("There is no data source 'x'. There are: orders, archive");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "3601", "1e3", "", "+60", "60.0", "99999999999999999999", "\u0661", "s" })
	void secondsAreAWholeNumberOfAnHourAtMost(String seconds) {
		assertThatIllegalArgumentException().isThrownBy(() -> run(List.of(FakeStatus.db("orders")), "-", seconds))
			.withMessage("seconds must be a whole number from 1 to 3600, not '" + seconds + "'");
	}

	@Test
	void threeArgumentsAreTooMany() {
		assertThatIllegalArgumentException().isThrownBy(() -> run(List.of(INSTANCE), "-", "1", "2"))
			.withMessage("perf_metrics takes [db] [seconds] only");
	}

	@Test
	void aSourceThatFailsLosesItsOwnSectionOnly() {
		FakeStatus failing = new FakeStatus("cache", (interval) -> {
			throw new StackOverflowError("deep");
		});
		FakeStatus empty = FakeStatus.of("gates");
		FakeStatus notANumber = FakeStatus.of("ratio", "hits", Double.NaN);
		FakeStatus half = FakeStatus.of("half", "a", Double.NEGATIVE_INFINITY, "b", 1.0);
		try (CapturedLog log = new CapturedLog(PerfMetricsCommand.class)) {
			assertThat(run(List.of(failing, empty, notANumber, half, INSTANCE)))
				.isEqualTo("{\"instance\": {\"uptime\": 39}, \"half\": {\"b\": 1.0}}");
			assertThat(log.lines()).noneMatch((line) -> line.startsWith("WARN"));
		}
	}

	@Test
	void namesAreEscaped() {
		FakeStatus strange = FakeStatus.of("a\"b\\c\n\u00fc", "\u2028 \u0000", 1);
		String answer = run(List.of(strange));
		assertThat(answer).doesNotContain("\n");
		assertThat(new JsonMapper().readValue(answer, Object.class))
			.isEqualTo(Map.of("a\"b\\c\n\u00fc", Map.of("\u2028 \u0000", 1)));
	}

	private static String run(List<? extends StatusSource> sources, String... arguments) {
		return new PerfMetricsCommand(FakeStatus.sources(sources.toArray(StatusSource[]::new))).run(List.of(arguments));
	}

}
