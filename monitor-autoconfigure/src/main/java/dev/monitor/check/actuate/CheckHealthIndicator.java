package dev.monitor.check.actuate;

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
 * {@link HealthIndicator} that shows what is known of a check; it never asks itself. A
 * required check is up or down, an optional one up or degraded.
 */
public final class CheckHealthIndicator implements HealthIndicator, InMemory {

	/**
	 * Status of an optional check that fails.
	 */
	public static final Status DEGRADED = new Status("DEGRADED");

	private final Check check;

	private final boolean included;

	/**
	 * Create an indicator.
	 * @param check the check
	 * @param included whether the whole is down when it is required and down
	 */
	public CheckHealthIndicator(Check check, boolean included) {
		this.check = check;
		this.included = included;
	}

	/**
	 * Return one contributor for all checks, with an indicator for each.
	 * @param checks the checks; without any, the contributor shows nothing
	 * @param included whether the whole is down when a required one is
	 * @return the contributor
	 */
	public static CompositeHealthContributor compositeOf(List<Check> checks, boolean included) {
		Map<String, CheckHealthIndicator> byName = new LinkedHashMap<>();
		for (Check check : checks) {
			byName.put(check.name(), new CheckHealthIndicator(check, included));
		}
		return CompositeHealthContributor.fromMap(byName);
	}

	@Override
	public Health health() {
		CheckState state = this.check.state();
		Health.Builder health = Health.status(status(state))
			.withDetail("required", this.check.required())
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
		if (this.check.required() && this.included) {
			return Status.DOWN;
		}
		return (state.lastResult() != null) ? DEGRADED : Status.UNKNOWN;
	}

}
