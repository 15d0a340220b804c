package dev.monitor.property;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PropertyRange}.
 */
class PropertyRangeTests {

	private final PropertyRange<Integer> lines = new PropertyRange<>(20, 10_000);

	@ParameterizedTest
	@ValueSource(ints = { 20, 21, 10_000 })
	void valuesInTheRangeAreReturned(int value) {
		assertThat(this.lines.require("max-lines", value, "Choose another.")).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 19, 10_001 })
	void valuesOutsideStopTheStart(int value) {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> this.lines.require("max-lines", value, "Choose another."))
			.satisfies((failure) -> {
				assertThat(failure.analysis().getDescription())
					.isEqualTo("Property 'max-lines' with value '" + value + "' is not between 20 and 10000.");
				assertThat(failure.analysis().getAction()).isEqualTo("Choose another.");
			});
	}

	@Test
	void durationsAreWrittenAsPropertiesHaveThem() {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(
					() -> PropertyRange.SECOND_TO_HOUR.require("interval", Duration.ofMinutes(90), "Choose another."))
			.withMessageContaining("'90m' is not between 1s and 1h");
	}

}
