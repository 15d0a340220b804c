package dev.monitor.check.actuate;

import java.util.LinkedHashSet;
import java.util.Set;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link StatusAggregator} in which {@link CheckHealthIndicator#DEGRADED} stands right
 * behind {@code UP}, wherever the application's own order has that: an optional check
 * that fails leaves the whole up. An order that has a place for it is left alone.
 */
public final class DegradedBehindUp implements StatusAggregator {

	private static final Status DEGRADED = CheckHealthIndicator.DEGRADED;

	private final StatusAggregator order;

	/**
	 * Create the aggregator.
	 * @param order the application's own order
	 */
	public DegradedBehindUp(StatusAggregator order) {
		this.order = order;
	}

	/**
	 * Let a group know of the status.
	 * @param group the group
	 * @return the group, with its own order as far as that goes
	 */
	public static HealthEndpointGroup in(HealthEndpointGroup group) {
		return new HealthGroup(group) {

			@Override
			public StatusAggregator getStatusAggregator() {
				return new DegradedBehindUp(super.getStatusAggregator());
			}

		};
	}

	@Override
	public Status getAggregateStatus(Set<Status> statuses) {
		if (!statuses.contains(DEGRADED) || this.order.getAggregateStatus(DEGRADED).equals(DEGRADED)) {
			return this.order.getAggregateStatus(statuses);
		}
		Set<Status> asUp = new LinkedHashSet<>(statuses);
		asUp.remove(DEGRADED);
		asUp.add(Status.UP);
		Status aggregate = this.order.getAggregateStatus(asUp);
		return (aggregate.equals(Status.UP) && !statuses.contains(Status.UP)) ? DEGRADED : aggregate;
	}

}
