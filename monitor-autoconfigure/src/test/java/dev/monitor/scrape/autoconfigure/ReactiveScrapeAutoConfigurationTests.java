package dev.monitor.scrape.autoconfigure;

import dev.monitor.property.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ReactiveScrapeAutoConfigurationTests {

	private static final String TOKEN = "monitor.metrics.tokens.now.hash=0123456789012345678901234567890123456789012345678901234567890123";

	private static final AutoConfigurations DOOR = AutoConfigurations.of(ReactiveScrapeAutoConfiguration.class);

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(DOOR);

	@ParameterizedTest
	@ValueSource(strings = { "monitor.metrics.access=tokens", TOKEN, "monitor.metrics.listen-address=127.0.0.1:0" })
	void protectionThatIsAskedForInVainStopsTheStart(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (failure) -> {
					assertThat(property).startsWith(failure.getProperty());
					assertThat(failure.analysis().getDescription()).contains("reactive");
					assertThat(failure.analysis().getAction()).contains("Spring Security");
				}));
	}

	@Test
	void withoutItThereIsNothing() {
		this.runner.run((context) -> assertThat(context).hasNotFailed());
		this.runner.withPropertyValues("monitor.metrics.access=open")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.metrics.enabled=false", "monitor.enabled=false" })
	void switchedOffItAsksForNothing(String property) {
		this.runner.withPropertyValues(TOKEN, property).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void otherApplicationsAreNotMeant() {
		new WebApplicationContextRunner().withConfiguration(DOOR)
			.withPropertyValues(TOKEN)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ReactiveScrapeAutoConfiguration.class));
	}

}
