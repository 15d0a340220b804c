package dev.monitor.health.actuate;

import java.util.Collection;
import java.util.function.BooleanSupplier;

import dev.monitor.check.actuate.HealthGroups;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;

/**
 * What gates make of Boot's readiness and liveness groups. All other groups stay as they
 * are. Thread-safe.
 */
public final class ProbeGroups implements HealthEndpointGroupsPostProcessor {

	private static final String READINESS = "readiness";

	private static final String LIVENESS = "liveness";

	private final String member;

	private final BooleanSupplier closed;

	private final Collection<String> liveness;

	private volatile @Nullable HealthEndpointGroups groups;

	/**
	 * Create what changes the groups.
	 * @param member name of the health contributor that shows the gates and so joins the
	 * readiness group
	 * @param closed tells whether a gate is closed, asked at each request
	 * @param liveness the members of the liveness group that the user named
	 */
	public ProbeGroups(String member, BooleanSupplier closed, Collection<String> liveness) {
		this.member = member;
		this.closed = closed;
		this.liveness = liveness;
	}

	@Override
	public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups before) {
		this.groups = before;
		return new HealthGroups(before, (name, group) -> switch (name) {
			case READINESS -> new ReadinessGroup(group, this.member, this.closed);
			case LIVENESS -> new LivenessGroup(group, this.liveness);
			default -> group;
		});
	}

	/**
	 * Return the readiness group by which its members are judged while the gates are not
	 * looked at: a gate that judges them must not ask itself.
	 * @return the group, {@code null} if there is none, or not yet
	 */
	public @Nullable HealthEndpointGroup readinessWithoutGates() {
		HealthEndpointGroups before = this.groups;
		HealthEndpointGroup group = (before != null) ? before.get(READINESS) : null;
		return (group != null) ? new ReadinessGroup(group, this.member, () -> false) : null;
	}

}
