package dev.monitor.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ExpectedStatusTests {

	@Test
	void containsCodesAndRangesWithTheirEnds() {
		ExpectedStatus expected = ExpectedStatus.parse("200-299, 401");
		assertThat(expected.contains(200)).isTrue();
		assertThat(expected.contains(299)).isTrue();
		assertThat(expected.contains(401)).isTrue();
		assertThat(expected.contains(199)).isFalse();
		assertThat(expected.contains(300)).isFalse();
		assertThat(expected.contains(400)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "2xx", "99", "600", "200-", "-299", "299-200", "200,,204", "200,", "200 299" })
	void refusesAnythingElse(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ExpectedStatus.parse(text));
	}

}
