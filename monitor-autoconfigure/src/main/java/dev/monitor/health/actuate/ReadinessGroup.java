package dev.monitor.health.actuate;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

import dev.monitor.check.actuate.HealthGroup;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;

/**
 * Boot's readiness group with the gates as a member. Whatever members, order of statuses
 * and mapping to HTTP the user has set, a closed gate makes the group out of service, and
 * a group that is out of service or down does not answer as if it were up.
 */
final class ReadinessGroup extends HealthGroup {

	private static final Set<Status> CLOSED = Set.of(Status.DOWN, Status.OUT_OF_SERVICE);

	private static final int UNAVAILABLE = 503;

	private final String member;

	private final BooleanSupplier closed;

	/**
	 * Create the group.
	 * @param group the group as it would be
	 * @param member name of the health contributor that shows the gates, if there is one
	 * @param closed tells whether a gate is closed
	 */
	ReadinessGroup(HealthEndpointGroup group, String member, BooleanSupplier closed) {
		super(group);
		this.member = member;
		this.closed = closed;
	}

	@Override
	public boolean isMember(String name) {
		return isWithin(name, this.member) || super.isMember(name);
	}

	@Override
	public StatusAggregator getStatusAggregator() {
		StatusAggregator aggregator = super.getStatusAggregator();
		HttpCodeStatusMapper mapper = getHttpCodeStatusMapper();
		return (statuses) -> {
			Set<Status> all = new LinkedHashSet<>(statuses);
			if (this.closed.getAsBoolean()) {
				all.add(Status.OUT_OF_SERVICE);
			}
			Status aggregate = aggregator.getAggregateStatus(all);
			boolean lost = all.contains(Status.OUT_OF_SERVICE) && mapper.getStatusCode(aggregate) < 400;
			return lost ? Status.OUT_OF_SERVICE : aggregate;
		};
	}

	@Override
	public HttpCodeStatusMapper getHttpCodeStatusMapper() {
		HttpCodeStatusMapper mapper = super.getHttpCodeStatusMapper();
		return (status) -> {
			int code = mapper.getStatusCode(status);
			return (code < 400 && CLOSED.contains(status)) ? UNAVAILABLE : code;
		};
	}

}
