package dev.monitor.health.actuate;

import java.util.Collection;
import java.util.Set;

import dev.monitor.check.actuate.HealthGroup;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;

/**
 * Boot's liveness group without what tells readiness, unless the user named it as a
 * member. A group of which the user set anything else takes in all contributors
 * otherwise, and a restart mends neither a dependency nor a closed gate.
 */
final class LivenessGroup extends HealthGroup {

	private static final Set<String> READINESS = Set.of("dependencies", "gates", "readinessState");

	private final Collection<String> named;

	/**
	 * Create the group.
	 * @param group the group as it would be
	 * @param named the members that the user named
	 */
	LivenessGroup(HealthEndpointGroup group, Collection<String> named) {
		super(group);
		this.named = named;
	}

	@Override
	public boolean isMember(String name) {
		return super.isMember(name) && (!isWithinOneOf(READINESS, name) || isWithinOneOf(this.named, name));
	}

	private static boolean isWithinOneOf(Collection<String> members, String name) {
		return members.stream().anyMatch((member) -> isWithin(name, member));
	}

}
