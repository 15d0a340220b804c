package dev.monitor.task;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DurationTextTests {

	@ParameterizedTest
	@CsvSource({ "P1D, 1d", "PT24H, 1d", "PT25H, 25h", "PT90S, 90s", "PT2M, 2m", "PT0.25S, 250ms", "PT1.5S, 1500ms",
			"PT0S, 0s", "PT-2M, -2m", "PT0.0000001S, PT0.0000001S", "PT23999999999976H, PT23999999999976H" })
	void aDurationIsWrittenAsAPropertyHasIt(Duration duration, String text) {
		assertThat(DurationText.of(duration)).isEqualTo(text);
	}

}
