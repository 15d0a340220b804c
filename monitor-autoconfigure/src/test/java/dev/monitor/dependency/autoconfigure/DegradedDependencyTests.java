package dev.monitor.dependency.autoconfigure;

import java.io.IOException;

import dev.monitor.dependency.DependencySimulator;
import dev.monitor.dependency.DependencySimulator.Mode;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A whole application whose only dependency is optional and fails.
 */
class DegradedDependencyTests {

	@Test
	void dependenciesAreDegradedAndTheWholeIsUp() throws IOException {
		try (DependencySimulator hints = new DependencySimulator(Mode.ERROR);
				ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
					.web(WebApplicationType.NONE)
					.run("--monitor.dependencies.hints.url=" + hints.url(),
							"--monitor.dependencies.hints.required=false",
							"--management.endpoint.health.group.readiness.include=readinessState,dependencies")) {
			HealthEndpoint health = context.getBean(HealthEndpoint.class);
			await().until(() -> status(health, "dependencies", "hints").equals("DEGRADED"));
			assertThat(status(health, "dependencies")).isEqualTo("DEGRADED");
			await().untilAsserted(() -> assertThat(status(health, "readiness")).isEqualTo("UP"));
			assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
		}
	}

	private static String status(HealthEndpoint health, String... path) {
		HealthDescriptor descriptor = health.healthForPath(path);
		return (descriptor != null) ? descriptor.getStatus().getCode() : "absent";
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
