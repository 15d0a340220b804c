package dev.monitor.metricline;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reader reads as l2met's parser is known to.
 */
class L2metReaderTests {

	@Test
	void readsWhatL2metReads() {
		assertThat(read("measure#db.latency", "4ms")).isEqualTo("measure db.latency 4.0 ms");
		assertThat(read("count#x", "1")).isEqualTo("count x 1.0 ");
		assertThat(read("count#x", "")).isEqualTo("count x 1.0 ");
		assertThat(read("sample#load_avg_1m", "0.1")).isEqualTo("sample load_avg_1m 0.1 ");
		assertThat(read("measure.old", "2")).isEqualTo("measure old 2.0 ");
	}

	@Test
	void dropsWhatL2metDrops() {
		assertThat(read("sample#x", "-1")).isNull();
		assertThat(read("sample#x", "NaN")).isNull();
		assertThat(read("sample#x", "Infinity")).isNull();
		assertThat(read("sample#x", "true")).isNull();
		assertThat(read("measure", "memory_rss")).isNull();
		assertThat(read("unique#x", "1")).isNull();
	}

	@Test
	void misreadsWhatL2metMisreads() {
		assertThat(read("sample#x", "1.2E7")).isEqualTo("sample x 1.2 E");
		assertThat(read("sample#x", "1.0E-5")).isEqualTo("sample x 1.0 E-");
		assertThat(read("sample#x", "1,024")).isEqualTo("sample x 1.0 ,");
	}

	@Test
	void readsTheNumbersOfALineWithItsFirstSource() {
		assertThat(L2metReader.read("t=1 a count#x source=web.1 measure#db.latency=4ms source=b sample#y=\"2.5\"\n"))
			.containsExactly(new L2metReader.Tuple("web.1", "count", "x", 1, ""),
					new L2metReader.Tuple("web.1", "measure", "db.latency", 4, "ms"),
					new L2metReader.Tuple("web.1", "sample", "y", 2.5, ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "source=web.1 measure=memory_rss val=21.22 units=MB", "count#x=1 msg=\"a\\x\"",
			"count#x=1 msg=\"a", "msg=\"count#x=1\"" })
	void findsNothingInTheRetiredStyleInBrokenOrWholeQuotes(String line) {
		assertThat(L2metReader.read(line)).isEmpty();
	}

	private static @Nullable String read(String key, String value) {
		L2metReader.Tuple tuple = L2metReader.tuple("web.1", key, value);
		return (tuple != null) ? tuple.type() + ' ' + tuple.name() + ' ' + tuple.value() + ' ' + tuple.unit() : null;
	}

}
