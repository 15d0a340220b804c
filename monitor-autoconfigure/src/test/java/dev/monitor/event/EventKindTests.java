package dev.monitor.event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EventKind}.
 */
class EventKindTests {

	@Test
	void aFeatureMakesItsOwn() {
		assertThat(EventKind.of("job").text()).isEqualTo("job");
		assertThat(EventKind.of("job").numbersOnly()).isFalse();
		assertThat(new EventKind("metric", true).numbersOnly()).isTrue();
		assertThat(EventKind.MESSAGE.text()).isEqualTo("message");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Job", "job\nlvl=error", "job lvl=error", "job\"", "job=1", "job,", "a2",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })
	void noneCanForgeALine(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> EventKind.of(text));
	}

}
