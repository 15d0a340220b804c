package dev.monitor.health;

import java.time.Clock;
import java.util.List;

import dev.monitor.Unwanted;
import dev.monitor.check.CheckFailedException;
import dev.monitor.dependency.DependencyCheck;
import dev.monitor.gate.SwitchGate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Boot's own properties of health change what is shown, and never what is true.
 */
class ProbeGroupPropertiesTests {

	private static final String GROUPS = "/actuator/health/";

	@ParameterizedTest
	@ValueSource(strings = { "management.health.defaults.enabled=false", "management.health.gates.enabled=false" })
	void readinessHasTheGatesAndLivenessDoesNotWhateverIsSet(String property) throws Exception {
		try (RunningApp app = RunningApp.start(TestApplication.class, List.of(Unwanted.JETTY, Unwanted.SECURITY),
				property, "monitor.warmup.enabled=false", "management.endpoint.health.group.readiness.include=stock",
				"management.endpoint.health.group.readiness.status.order=UNKNOWN,UP",
				"management.endpoint.health.group.liveness.show-details=always",
				"management.endpoint.health.group.liveness.additional-path=server:/alive",
				"management.endpoint.health.status.order=FATAL,DOWN,OUT_OF_SERVICE,UNKNOWN,UP",
				"management.endpoint.health.group.also.status.order=DOWN,OUT_OF_SERVICE,UNKNOWN,UP",
				"management.endpoint.health.group.also.include=dependencies/search",
				"management.health.dependencies.enabled=true", "monitor.dependency-defaults.failure-threshold=1",
				"monitor.dependency-defaults.interval=100ms", "monitor.dependency-defaults.timeout=100ms")) {
			await().untilAsserted(() -> assertReady(app, true));
			await()
				.untilAsserted(() -> assertThat(app.get(GROUPS + "also").body()).contains("\"status\":\"DEGRADED\""));
			assertThat(app.get(GROUPS + "also").statusCode()).isEqualTo(200);
			assertThat(app.get("/actuator/health").body()).contains("\"status\":\"UP\"");
			app.bean(SwitchGate.class).close("on purpose");
			assertReady(app, false);
			app.bean(SwitchGate.class).open();
			assertReady(app, true);
			AvailabilityChangeEvent.publish(app.context(), ReadinessState.REFUSING_TRAFFIC);
			assertReady(app, false);
			AvailabilityChangeEvent.publish(app.context(), ReadinessState.ACCEPTING_TRAFFIC);
			assertReady(app, true);
			app.bean(Ledger.class).broken = true;
			await().untilAsserted(() -> assertReady(app, false));
			assertThat(app.get("/actuator/health").statusCode()).isEqualTo(503);
		}
	}

	private static void assertReady(RunningApp app, boolean ready) throws Exception {
		for (String path : List.of("/readyz", GROUPS + "readiness")) {
			assertThat(app.get(path).statusCode()).as(path).isEqualTo(ready ? 200 : 503);
		}
		for (String path : List.of("/livez", "/alive", GROUPS + "liveness")) {
			assertThat(app.get(path).statusCode()).as(path).isEqualTo(200);
		}
		assertThat(app.get(GROUPS + "liveness").body()).doesNotContain("gates", "dependencies", "readinessState")
			.contains("livenessState");
	}

	static class Ledger implements DependencyCheck {

		private volatile boolean broken;

		@Override
		public void check() throws CheckFailedException {
			if (this.broken) {
				throw new CheckFailedException("on purpose");
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		SwitchGate mine() {
			return SwitchGate.opened("mine", Clock.systemUTC());
		}

		@Bean
		HealthIndicator stockHealthIndicator() {
			return () -> Health.up().build();
		}

		@Bean
		Ledger ledger() {
			return new Ledger();
		}

		@Bean
		DependencyCheck search() {
			return new DependencyCheck() {

				@Override
				public void check() throws CheckFailedException {
					throw new CheckFailedException("on purpose");
				}

				@Override
				public boolean required() {
					return false;
				}

			};
		}

	}

}
