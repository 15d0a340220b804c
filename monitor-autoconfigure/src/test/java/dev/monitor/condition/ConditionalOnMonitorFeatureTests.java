package dev.monitor.condition;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ConditionalOnMonitorFeatureTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(TeaConfiguration.class);

	@Test
	void matchesWhenNothingIsSaid() {
		this.runner.run((context) -> assertThat(context).hasBean("tea"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.enabled=false", "monitor.tea.enabled=false", "monitor.tea.enabled=off" })
	void eitherSwitchTurnsItOff(String property) {
		this.runner.withPropertyValues(property).run((context) -> assertThat(context).doesNotHaveBean("tea"));
	}

	@Test
	void anotherFeaturesSwitchDoesNot() {
		this.runner.withPropertyValues("monitor.coffee.enabled=false")
			.run((context) -> assertThat(context).hasBean("tea"));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMonitorFeature("tea")
	static class TeaConfiguration {

		@Bean
		String tea() {
			return "tea";
		}

	}

}
