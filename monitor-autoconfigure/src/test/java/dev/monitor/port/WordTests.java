package dev.monitor.port;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Word}.
 */
class WordTests {

	@ParameterizedTest
	@CsvSource(ignoreLeadingAndTrailingWhitespace = false,
			value = { "orders,orders", "my orders,my%20orders", " a ,%20a%20", "50%,50%25", "a%20b,a%2520b",
					"\u00fcber+$1\\,\u00fcber+$1\\", "a\u00a0b,a%C2%A0b", "a\u2028b,a%E2%80%A8b" })
	void isOneWordThatStandsForOneName(String name, String word) {
		assertThat(Word.of(name)).isEqualTo(word);
	}

	@ParameterizedTest
	@CsvSource({ "\\t, %09", "\\n, %0A", "\\r, %0D", "\\0, %00" })
	void controlCharactersAreEncoded(String character, String word) {
		assertThat(Word.of(character.translateEscapes())).isEqualTo(word);
	}

}
