package dev.monitor.check;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CheckScheduleTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@Test
	void maxAgeIsThreeIntervalsAndATimeout() {
		assertThat(CheckSchedule.DEFAULT.maxAge()).isEqualTo(Duration.ofSeconds(32));
	}

	@Test
	void maxAgeLeavesRoomForALongDownInterval() {
		assertThat(new CheckSchedule(SECOND, SECOND.multipliedBy(60), SECOND, 3, 1).maxAge())
			.isEqualTo(Duration.ofSeconds(181));
	}

	@Test
	void refusesWhatCannotBeKept() {
		assertThatIllegalArgumentException().isThrownBy(() -> new CheckSchedule(Duration.ZERO, SECOND, SECOND, 1, 1));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CheckSchedule(SECOND, SECOND.negated(), SECOND, 1, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new CheckSchedule(SECOND, SECOND, Duration.ZERO, 1, 1));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CheckSchedule(Duration.ofDays(2), SECOND, SECOND, 1, 1));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CheckSchedule(SECOND, SECOND, Duration.ofSeconds(2), 1, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new CheckSchedule(SECOND, SECOND, SECOND, 0, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new CheckSchedule(SECOND, SECOND, SECOND, 1, 0));
	}

}
