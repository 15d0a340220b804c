package dev.monitor.dependency.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.monitor.check.Check;
import dev.monitor.check.CheckResult;
import dev.monitor.check.CheckState;
import dev.monitor.gate.InMemory;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} that shows what is known about a dependency; it never runs a
 * check. A required dependency is up or down, an optional one up or degraded.
 */
public final class DependencyHealthIndicator implements HealthIndicator, InMemory {

	/**
	 * Status of an optional dependency that fails.
	 */
	public static final Status DEGRADED = new Status("DEGRADED");

	private final Check dependency;

	private final boolean included;

	/**
	 * Create an indicator.
	 * @param dependency the dependency
	 * @param included whether the whole is down when it is required and down
	 */
	public DependencyHealthIndicator(Check dependency, boolean included) {
		this.dependency = dependency;
		this.included = included;
	}

	/**
	 * Return one contributor for all dependencies, with an indicator for each.
	 * @param dependencies the dependencies; without any, the contributor shows nothing
	 * @param included whether the whole is down when a required one is
	 * @return the contributor
	 */
	public static CompositeHealthContributor compositeOf(List<Check> dependencies, boolean included) {
		Map<String, Check> byName = new LinkedHashMap<>();
		dependencies.forEach((dependency) -> byName.put(dependency.name(), dependency));
		return CompositeHealthContributor.fromMap(byName,
				(dependency) -> new DependencyHealthIndicator(dependency, included));
	}

	@Override
	public Health health() {
		CheckState state = this.dependency.state();
		Health.Builder health = Health.status(status(state))
			.withDetail("required", this.dependency.required())
			.withDetail("since", state.since().toString());
		CheckResult last = state.lastResult();
		if (last != null) {
			health.withDetail("lastCheck", last.time().toString())
				.withDetail("duration", last.duration().toMillis() + "ms")
				.withDetail("consecutiveFailures", state.consecutiveFailures());
		}
		if (state.reason() != null) {
			health.withDetail("reason", state.reason());
		}
		return health.build();
	}

	private Status status(CheckState state) {
		if (state.isUp()) {
			return Status.UP;
		}
		if (this.dependency.required() && this.included) {
			return Status.DOWN;
		}
		return (state.lastResult() != null) ? DEGRADED : Status.UNKNOWN;
	}

}
