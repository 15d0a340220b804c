package dev.monitor.check.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.monitor.check.CheckFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class IndicatorProbeTests {

	@ParameterizedTest
	@ValueSource(strings = { "UP", "UNKNOWN", "DEGRADED", "ANYTHING" })
	void succeedsWithAStatusThatBootAnswersWith200(String status) {
		assertThatCode(() -> check(() -> Health.status(status).build()).check()).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "DOWN", "OUT_OF_SERVICE", "FATAL" })
	void failsWithAStatusThatBootAnswersWithAnError(String status) {
		assertThatExceptionOfType(CheckFailedException.class)
			.isThrownBy(() -> check(() -> Health.status(status).build()).check())
			.withMessage(status);
	}

	@Test
	void shortDetailsAreTheReasonTheErrorFirst() {
		Health health = Health.down()
			.withDetail("host", "db1")
			.withDetail("nodes", List.of("a", "b"))
			.withDetail("free", 7)
			.withException(new IllegalStateException("no route"))
			.build();
		assertThatExceptionOfType(CheckFailedException.class).isThrownBy(() -> check(() -> health).check())
			.withMessage("DOWN, error: java.lang.IllegalStateException: no route, host: db1, free: 7");
	}

	@Test
	void failsWithTheFirstMemberOfACompositeThatFails() {
		Map<String, HealthContributor> members = new LinkedHashMap<>();
		members.put("north", (HealthIndicator) () -> Health.up().build());
		members.put("south", CompositeHealthContributor
			.fromMap(Map.of("primary", (HealthIndicator) () -> Health.outOfService().build())));
		assertThatExceptionOfType(CheckFailedException.class)
			.isThrownBy(() -> check(CompositeHealthContributor.fromMap(members)).check())
			.withMessage("south: primary: OUT_OF_SERVICE");
	}

	@Test
	void failsIfTheIndicatorThrowsOrIsSilent() {
		IndicatorProbe check = check((HealthIndicator) () -> {
			throw new IllegalStateException("password=tiger");
		});
		assertThatIllegalStateException().isThrownBy(check::check);
		assertThat(check.lastHealth()).isNotNull()
			.isEqualTo(Health.down().withDetail("error", "IllegalStateException: password=...").build());
		assertThatExceptionOfType(CheckFailedException.class).isThrownBy(() -> check(() -> null).check())
			.withMessage("indicator gave no health");
	}

	private static IndicatorProbe check(HealthIndicator indicator) {
		return check((HealthContributor) indicator);
	}

	private static IndicatorProbe check(HealthContributor contributor) {
		HttpCodeStatusMapper mapper = HttpCodeStatusMapper.of(Map.of("DOWN", 503, "OUT_OF_SERVICE", 503, "FATAL", 500));
		return new IndicatorProbe(() -> contributor, (status) -> mapper.getStatusCode(status) >= 400);
	}

}
