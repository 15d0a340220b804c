package dev.monitor.check.autoconfigure;

import java.time.Duration;

import dev.monitor.check.CheckSchedule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CheckSchedulesTests {

	private static final CheckProperties NONE = new CheckProperties();

	@Test
	void defaultsAreThoseOfTheCore() {
		assertThat(new CheckSchedules("x", NONE, null, null, CheckSchedule.DEFAULT).defaultSchedule())
			.isEqualTo(CheckSchedule.DEFAULT);
	}

	@Test
	void ownValuesWinOverDefaultsAndThoseOverBuiltInOnes() {
		CheckProperties defaults = properties(Duration.ofSeconds(30), Duration.ofSeconds(20));
		CheckProperties own = properties(null, Duration.ofSeconds(1));
		assertThat(new CheckSchedules("x", defaults, 7, null, CheckSchedule.DEFAULT).create("x", own, null, 4))
			.isEqualTo(new CheckSchedule(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(2), 7, 4));
	}

	@Test
	void unsetTimesShrinkWithAShortInterval() {
		CheckProperties own = properties(Duration.ofSeconds(1), null);
		assertThat(new CheckSchedules("x", NONE, null, null, CheckSchedule.DEFAULT).create("x", own, null, null))
			.isEqualTo(new CheckSchedule(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 3, 1));
	}

	private static CheckProperties properties(@Nullable Duration interval, @Nullable Duration downInterval) {
		CheckProperties properties = new CheckProperties();
		properties.setInterval(interval);
		properties.setDownInterval(downInterval);
		return properties;
	}

}
