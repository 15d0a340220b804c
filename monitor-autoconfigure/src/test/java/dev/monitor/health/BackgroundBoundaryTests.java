package dev.monitor.health;

import java.util.ArrayList;
import java.util.List;

import dev.monitor.Unwanted;
import dev.monitor.health.indicator.BackgroundIndicators;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which indicators of a whole application are checked in the background.
 */
class BackgroundBoundaryTests {

	@Test
	void whatReadsMemoryIsNotCheckedInTheBackground() throws Exception {
		try (RunningApp app = RunningApp.start(TestApplication.class, List.of(Unwanted.JETTY, Unwanted.SECURITY),
				"monitor.warmup.enabled=false", "monitor.dependencies.closed.address=127.0.0.1:1",
				"management.endpoint.health.probes.enabled=true")) {
			String health = app.get("/actuator/health").body();
			assertThat(health).contains("DOWN");
			List<String> checked = new ArrayList<>();
			app.bean(BackgroundIndicators.class)
				.addObserver((indicator) -> checked.add(indicator.path()), (indicator) -> {
				});
			assertThat(checked).contains("own", "db")
				.doesNotContain("ping", "livenessState", "readinessState")
				.noneMatch((path) -> path.startsWith("gates/") || path.startsWith("dependencies/"));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		HealthIndicator own() {
			return () -> Health.up().build();
		}

	}

}
