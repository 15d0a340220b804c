package dev.monitor.dependency.autoconfigure;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.monitor.dependency.CheckSchedule;

import static org.assertj.core.api.Assertions.assertThat;

class DependencyPropertiesTests {

	@Test
	void defaultsAreThoseOfTheCore() {
		CheckScheduleFactory factory = new CheckScheduleFactory(new DependencyProperties().getDependencyDefaults());
		assertThat(factory.defaultSchedule()).isEqualTo(CheckSchedule.DEFAULT);
	}

	@Test
	void ownValuesWinOverDefaultsAndThoseOverBuiltInOnes() {
		DependencyProperties.Defaults defaults = new DependencyProperties.Defaults();
		defaults.setInterval(Duration.ofSeconds(30));
		defaults.setDownInterval(Duration.ofSeconds(20));
		defaults.setFailureThreshold(7);
		DependencyProperties.Dependency own = new DependencyProperties.Dependency();
		own.setDownInterval(Duration.ofSeconds(1));
		own.setSuccessThreshold(4);
		assertThat(new CheckScheduleFactory(defaults).create("x", own))
			.isEqualTo(new CheckSchedule(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(2), 7, 4));
	}

	@Test
	void unsetTimesShrinkWithAShortInterval() {
		DependencyProperties.Dependency own = new DependencyProperties.Dependency();
		own.setInterval(Duration.ofSeconds(1));
		assertThat(new CheckScheduleFactory(new DependencyProperties.Defaults()).create("x", own))
			.isEqualTo(new CheckSchedule(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 3, 1));
	}

}
