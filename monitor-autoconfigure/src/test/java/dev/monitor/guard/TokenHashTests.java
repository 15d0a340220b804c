package dev.monitor.guard;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TokenHashTests {

	/**
	 * FIPS 180-2, appendix B.1.
	 */
	private static final String HASH_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

	@Test
	void parsedHashMatchesItsTokenOnly() {
		TokenHash hash = TokenHash.parse(HASH_OF_ABC);
		assertThat(hash.matches(TokenHash.of("abc"))).isTrue();
		assertThat(hash.matches(TokenHash.of("abd"))).isFalse();
	}

	@Test
	void caseAndSurroundingSpaceDoNotMatter() {
		TokenHash hash = TokenHash.parse(" " + HASH_OF_ABC.toUpperCase(Locale.ROOT) + "\n");
		assertThat(hash.matches(TokenHash.of("abc"))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "abc", HASH_OF_ABC + "0", HASH_OF_ABC + "  -",
			"za7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" })
	void textThatIsNoHashIsRefusedAndNotShown(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> TokenHash.parse(text))
			.withMessage("is not the SHA-256 of a token: 64 hexadecimal digits")
			.withNoCause();
	}

	@Test
	void hashOfNothingIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TokenHash.parse("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))
			.withMessage("is the SHA-256 of an empty token");
	}

}
