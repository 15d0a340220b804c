package dev.monitor.check.autoconfigure;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

class DegradedStatusEnvironmentPostProcessorTests {

	private final ConfigurableEnvironment environment = new StandardEnvironment();

	@Test
	void bootFindsIt() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(EnvironmentPostProcessor.class, SpringFactoriesLoader.ArgumentResolver.none(),
					(type, name, failure) -> {
					}))
			.hasAtLeastOneElementOfType(DegradedStatusEnvironmentPostProcessor.class);
	}

	@Test
	void ordersDegradedAfterUp() {
		assertThat(order()).containsExactly("DOWN", "OUT_OF_SERVICE", "UP", "DEGRADED", "UNKNOWN");
	}

	@Test
	void applicationsOwnOrderWins() {
		set("management.endpoint.health.status.order[0]", "FATAL");
		assertThat(order()).containsExactly("FATAL");
	}

	@Test
	void applicationsOwnDefaultsWinAndStay() {
		this.environment.getPropertySources()
			.addLast(new DefaultPropertiesPropertySource(
					Map.of("management.endpoint.health.status.order", "UP", "other", "x")));
		assertThat(order()).containsExactly("UP");
		assertThat(this.environment.getProperty("other")).isEqualTo("x");
	}

	@Test
	void addsNothingWhenSwitchedOff() {
		set("monitor.dependency.enabled", "false");
		assertThat(order()).isEmpty();
	}

	@Test
	void addsNothingWhenAllIsSwitchedOff() {
		set("monitor.enabled", "false");
		assertThat(order()).isEmpty();
	}

	private void set(String property, String value) {
		this.environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of(property, value)));
	}

	private List<String> order() {
		new DegradedStatusEnvironmentPostProcessor().postProcessEnvironment(this.environment, new SpringApplication());
		return Binder.get(this.environment)
			.bind("management.endpoint.health.status.order", Bindable.listOf(String.class))
			.orElse(List.of());
	}

}
