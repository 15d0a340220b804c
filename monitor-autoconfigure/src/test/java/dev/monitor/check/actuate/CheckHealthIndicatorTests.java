package dev.monitor.check.actuate;

import java.time.Duration;
import java.util.List;

import dev.monitor.check.Check;
import dev.monitor.check.CheckSchedule;
import dev.monitor.check.HandDriven;
import dev.monitor.check.ScriptedProbe;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.Status;

import static dev.monitor.check.ScriptedProbe.fail;
import static dev.monitor.check.ScriptedProbe.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class CheckHealthIndicatorTests {

	private final HandDriven hand = new HandDriven();

	@Test
	void requiredDependencyIsDownBeforeTheFirstResult() {
		Health health = health(true, -1, ok());
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsOnly(entry("required", true), entry("since", "2026-01-01T00:00:00Z"),
				entry("reason", "not checked yet"));
	}

	@Test
	void optionalDependencyIsUnknownBeforeTheFirstResult() {
		assertThat(health(false, -1, ok()).getStatus()).isEqualTo(Status.UNKNOWN);
	}

	@Test
	void showsWhatIsKnown() {
		Health health = health(true, 10, () -> this.hand.advance(Duration.ofMillis(7)), fail("HTTP 500"));
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsExactly(entry("required", true),
				entry("since", "2026-01-01T00:00:00.007Z"), entry("lastCheck", "2026-01-01T00:00:00.007Z"),
				entry("duration", "7ms"), entry("consecutiveFailures", 0));
		this.hand.advance(Duration.ofSeconds(1));
	}

	@Test
	void requiredDependencyThatFailsIsDown() {
		Health health = health(true, 60, fail("HTTP 500"));
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).contains(entry("reason", "HTTP 500"), entry("consecutiveFailures", 13),
				entry("lastCheck", "2026-01-01T00:01:00Z"));
	}

	@Test
	void optionalDependencyThatFailsIsDegraded() {
		Health health = health(false, 0, fail("HTTP 500"));
		assertThat(health.getStatus()).isEqualTo(new Status("DEGRADED"));
		assertThat(health.getDetails()).contains(entry("required", false), entry("reason", "HTTP 500"));
	}

	@Test
	void compositeHasOneIndicatorForEachDependencyInTheirOrder() {
		CompositeHealthContributor composite = CheckHealthIndicator
			.compositeOf(List.of(dependency("stock", true, ok()), dependency("a", true, ok())), true);
		assertThat(composite.stream()).extracting(HealthContributors.Entry::name).containsExactly("stock", "a");
		assertThat(CheckHealthIndicator.compositeOf(List.of(), true).stream()).isEmpty();
	}

	@Test
	void requiredOneThatIsNotIncludedIsDegradedButStillRequired() {
		Check dependency = dependency("stock", true, fail("HTTP 500"));
		this.hand.monitor(dependency).start();
		this.hand.advance(Duration.ZERO);
		Health health = new CheckHealthIndicator(dependency, false).health();
		assertThat(health.getStatus()).isEqualTo(new Status("DEGRADED"));
		assertThat(health.getDetails()).contains(entry("required", true), entry("reason", "HTTP 500"));
	}

	private Health health(boolean required, int seconds, ScriptedProbe.Body... bodies) {
		Check dependency = dependency("stock", required, bodies);
		if (seconds >= 0) {
			this.hand.monitor(dependency).start();
			this.hand.advance(Duration.ofSeconds(seconds));
		}
		return new CheckHealthIndicator(dependency, true).health();
	}

	private Check dependency(String name, boolean required, ScriptedProbe.Body... bodies) {
		return this.hand.dependency(new ScriptedProbe(name, required, bodies), CheckSchedule.DEFAULT);
	}

}
