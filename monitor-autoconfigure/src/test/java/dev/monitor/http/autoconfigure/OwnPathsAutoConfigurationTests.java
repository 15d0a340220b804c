package dev.monitor.http.autoconfigure;

import dev.monitor.http.OwnPaths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OwnPathsAutoConfiguration}.
 */
class OwnPathsAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OwnPathsAutoConfiguration.class));

	@ParameterizedTest
	@CsvSource({ "monitor.enabled=true, /actuator", "management.endpoints.web.base-path=/manage/, /manage",
			"spring.mvc.servlet.path=/app/, /app/actuator" })
	void theActuatorIsWhereBootPutsIt(String property, String root) {
		this.runner.withPropertyValues(property).run((context) -> {
			OwnPaths paths = context.getBean(OwnPaths.class);
			assertThat(paths.contain(root)).isTrue();
			assertThat(paths.contain(root + "/health")).isTrue();
			assertThat(paths.contain(root + "s")).isFalse();
			assertThat(paths.contain("/orders")).isFalse();
		});
	}

	@ParameterizedTest
	@CsvSource({ "management.endpoints.web.base-path=/", "management.server.port=9001", "management.server.port=-1" })
	void anActuatorWithoutPathsOfItsOwnHasNone(String property) {
		this.runner.withPropertyValues(property).run((context) -> {
			OwnPaths paths = context.getBean(OwnPaths.class);
			assertThat(paths.contain("/actuator/health")).isFalse();
			assertThat(paths.contain("/orders")).isFalse();
			assertThat(paths.contain("/")).isFalse();
		});
	}

	@Test
	void staysOut() {
		this.runner.withPropertyValues("monitor.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(OwnPaths.class));
		this.runner.withClassLoader(new FilteredClassLoader(ManagementPortType.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OwnPaths.class));
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(OwnPathsAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(OwnPaths.class));
	}

}
