package dev.monitor.dependency.autoconfigure;

import java.time.Duration;

import dev.monitor.check.CheckSchedule;
import dev.monitor.dependency.autoconfigure.CheckScheduleFactory.Values;
import dev.monitor.dependency.autoconfigure.DependencyProperties.Defaults;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DependencyPropertiesTests {

	private static final Values NONE = new Values(null, null, null, null, null);

	@Test
	void defaultsAreThoseOfTheCore() {
		Defaults defaults = new Defaults();
		Values values = new Values(defaults.getInterval(), defaults.getDownInterval(), defaults.getTimeout(),
				defaults.getFailureThreshold(), defaults.getSuccessThreshold());
		assertThat(new CheckScheduleFactory("x", values).defaultSchedule()).isEqualTo(CheckSchedule.DEFAULT);
		assertThat(new CheckScheduleFactory("x", NONE).defaultSchedule()).isEqualTo(CheckSchedule.DEFAULT);
	}

	@Test
	void ownValuesWinOverDefaultsAndThoseOverBuiltInOnes() {
		Values defaults = new Values(Duration.ofSeconds(30), Duration.ofSeconds(20), null, 7, null);
		Values own = new Values(null, Duration.ofSeconds(1), null, null, 4);
		assertThat(new CheckScheduleFactory("x", defaults).create("x", own))
			.isEqualTo(new CheckSchedule(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(2), 7, 4));
	}

	@Test
	void unsetTimesShrinkWithAShortInterval() {
		Values own = new Values(Duration.ofSeconds(1), null, null, null, null);
		assertThat(new CheckScheduleFactory("x", NONE).create("x", own))
			.isEqualTo(new CheckSchedule(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 3, 1));
	}

}
