package dev.monitor.health.actuate;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.monitor.health.indicator.BackgroundHealthIndicator;
import dev.monitor.health.indicator.BackgroundIndicators;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.application.ReadinessStateHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link ReadinessMembers} that are the indicators in Boot's readiness group, judged as
 * the group's endpoint does: by its order of statuses and the HTTP status they map to.
 * Left out are the gates and Boot's readiness state, which are read elsewhere.
 * <p>
 * Indicators that read memory are read here; all others are checked in the background,
 * and are out of service until they have been. Thread-safe.
 */
public final class ReadinessGroupMembers implements ReadinessMembers {

	private final HealthContributors contributors;

	private final HealthEndpointGroup group;

	private final BackgroundIndicators indicators;

	/**
	 * Create the members.
	 * @param contributors all of the application's health contributors
	 * @param group the readiness group
	 * @param indicators checks those that do not just read memory; started and stopped by
	 * the caller
	 */
	public ReadinessGroupMembers(HealthContributors contributors, HealthEndpointGroup group,
			BackgroundIndicators indicators) {
		this.contributors = contributors;
		this.group = group;
		this.indicators = indicators;
	}

	@Override
	public @Nullable String refusal() {
		Map<String, HealthIndicator> members = new LinkedHashMap<>();
		collect("", this.contributors, members);
		this.indicators.retain(members.keySet());
		if (members.isEmpty()) {
			return null;
		}
		Map<String, Status> statuses = new LinkedHashMap<>();
		members.forEach((name, indicator) -> statuses.put(name, status(name, indicator)));
		Set<Status> distinct = new LinkedHashSet<>(statuses.values());
		Status aggregate = this.group.getStatusAggregator().getAggregateStatus(distinct);
		if (!isRefused(aggregate)) {
			return null;
		}
		return statuses.entrySet()
			.stream()
			.filter((entry) -> isRefused(entry.getValue()))
			.findFirst()
			.map((entry) -> "Health of '%s' is %s".formatted(entry.getKey(), entry.getValue().getCode()))
			.orElseGet(() -> "Readiness group is " + aggregate.getCode());
	}

	private void collect(String prefix, HealthContributors from, Map<String, HealthIndicator> members) {
		from.stream().forEach((entry) -> {
			String name = prefix + entry.name();
			if (entry.contributor() instanceof HealthIndicator indicator) {
				if (!(indicator instanceof ReadinessStateHealthIndicator) && this.group.isMember(name)) {
					members.put(name, indicator);
				}
			}
			else if (entry.contributor() instanceof CompositeHealthContributor composite
					&& !(composite instanceof GatesHealthContributor)) {
				collect(name + "/", composite, members);
			}
		});
	}

	private Status status(String name, HealthIndicator indicator) {
		if (this.indicators.inBackground(name, indicator) instanceof BackgroundHealthIndicator checked
				&& checked != indicator) {
			return checked.isKnown() ? status(checked.current()) : Status.OUT_OF_SERVICE;
		}
		try {
			return status(indicator.health(false));
		}
		catch (Throwable ex) {
			return Status.DOWN;
		}
	}

	private boolean isRefused(Status status) {
		return this.group.getHttpCodeStatusMapper().getStatusCode(status) >= 400;
	}

	private static Status status(@Nullable Health health) {
		return (health != null) ? health.getStatus() : Status.UNKNOWN;
	}

}
