package dev.monitor.condition;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ConditionalOnSwitchTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(TeaConfiguration.class);

	@Test
	void theDefaultCountsWhenNothingIsSaid() {
		this.runner
			.run((context) -> assertThat(context).hasBean("milk").doesNotHaveBean("sugar").doesNotHaveBean("raw"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "TRUE", "on", "yes", "1" })
	void allSpellingsOfTrueAreOn(String value) {
		this.runner.withPropertyValues("monitor.tea.milk=" + value, "monitor.tea.sugar=" + value)
			.run((context) -> assertThat(context).hasBean("milk").hasBean("sugar").doesNotHaveBean("raw"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "off", "no", "0" })
	void allSpellingsOfFalseAreOff(String value) {
		this.runner.withPropertyValues("monitor.tea.milk=" + value, "monitor.tea.sugar=" + value)
			.run((context) -> assertThat(context).doesNotHaveBean("milk").doesNotHaveBean("sugar").hasBean("raw"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "off" })
	void theSwitchOfAllTurnsEverythingOff(String value) {
		this.runner.withPropertyValues("monitor.enabled=" + value, "monitor.tea.milk=false", "monitor.tea.sugar=true")
			.run((context) -> assertThat(context).doesNotHaveBean("milk")
				.doesNotHaveBean("sugar")
				.doesNotHaveBean("raw"));
	}

	@Test
	void anEmptyValueIsNone() {
		this.runner.withPropertyValues("monitor.tea.milk=", "monitor.tea.sugar=")
			.run((context) -> assertThat(context).hasBean("milk").doesNotHaveBean("sugar"));
	}

	@Test
	void whatIsNeitherStopsTheStart() {
		this.runner.withPropertyValues("monitor.tea.milk=much")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining(BindException.class.getName()));
	}

	@Configuration(proxyBeanMethods = false)
	static class TeaConfiguration {

		@Bean
		@ConditionalOnSwitch("monitor.tea.milk")
		String milk() {
			return "milk";
		}

		@Bean
		@ConditionalOnSwitch(value = "monitor.tea.sugar", byDefault = false)
		String sugar() {
			return "sugar";
		}

		@Bean
		@ConditionalOnSwitch(value = "monitor.tea.milk", on = false)
		String raw() {
			return "raw";
		}

	}

}
