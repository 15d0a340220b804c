package dev.monitor.logging.reader;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The readers of this package read, and misread, as those whose grammars they have.
 */
class ReadersTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			a,                  a:
			a=,                 a:
			a="",               a:
			a=b c=d,            a:b c:d
			a="b c",            a:b c
			a="\\u0041\\/\\'",  a:A/'
			a="b"c=d,           a:b c:d
			a=b=c,              a:b c:
			a=b"c,              a:b c:
			==a "=b,            a: b:
			é=ü,                é:ü
			""")
	void krSkipsWhatFitsNowhere(String line, String expected) {
		assertThat(
				String.join(" ", KrReader.read(line).stream().map((pair) -> pair.key() + ":" + pair.value()).toList()))
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=\"b", "a=\"\\x\"", "a=\"\\u00\"", "a=\"\n\\n\"", "a=\"\\", "a=\"\\uzzzz\"" })
	void krKnowsOnlyQuotesThatAreWrong(String line) {
		assertThatIllegalArgumentException().isThrownBy(() -> KrReader.read(line));
	}

	@Test
	void krTakesQuotesWithoutBackslashesAsTheyAre() {
		assertThat(KrReader.read("a=\"b\nc\"")).isEqualTo(List.of(new ReadPair("a", "b\nc")));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			a=b c=d,                   0, `{a=b, c=d}`
			a=b a=c,                   0, `{a=c}`
			a= b="" c d=e,             0, `{d=e}`
			url=/a?b=c lvl=info,       1, `{lvl=info}`
			a="b\\x" c=d,              1, `{c=d}`
			a"b=c d=e,                 1, `{d=e}`
			measure#db.latency=4ms,    0, `{measure_db_latency=4ms}`
			1a=b é=c,                  0, `{_1a=b, _=c}`
			a="b\\ufffdc",             0, `{a=bc}`
			""")
	void lokiMakesLabelsAndSkipsPairsThatAreWrong(String line, int skipped, String labels) {
		LokiReader.Labels read = LokiReader.read(line, false);
		assertThat(read.values()).hasToString(labels);
		assertThat(read.skipped()).isEqualTo(skipped);
	}

	@Test
	void lokiKeepsEmptyValuesIfItIsTold() {
		assertThat(LokiReader.read("a= b=\"\" c", true).values()).hasToString("{a=, b=, c=}");
	}

	@ParameterizedTest
	@CsvSource({ "\\ud83d\\ude00, 1f600", "\\ud83d, fffd", "\\ude00, fffd", "\\ud83dx, fffd" })
	void halvesOfPairsAreReplaced(String escaped, String scalar) {
		assertThat(KrReader.read("a=\"" + escaped + "\"").get(0).value().codePointAt(0))
			.isEqualTo(Integer.parseInt(scalar, 16));
	}

}
