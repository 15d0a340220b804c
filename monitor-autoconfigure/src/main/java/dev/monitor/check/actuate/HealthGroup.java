package dev.monitor.check.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;

/**
 * {@link HealthEndpointGroup} that is another one, but for what a subclass changes.
 */
public class HealthGroup implements HealthEndpointGroup {

	private final HealthEndpointGroup group;

	/**
	 * Create the group.
	 * @param group the other one
	 */
	public HealthGroup(HealthEndpointGroup group) {
		this.group = group;
	}

	/**
	 * Tell whether a contributor is another one or below it.
	 * @param name the contributor's name, with those of the composites that it is in
	 * before it
	 * @param other the name of the other one
	 * @return whether it is
	 */
	protected static boolean isWithin(String name, String other) {
		return name.equals(other) || name.startsWith(other + "/");
	}

	@Override
	public boolean isMember(String name) {
		return this.group.isMember(name);
	}

	@Override
	public boolean showComponents(SecurityContext securityContext) {
		return this.group.showComponents(securityContext);
	}

	@Override
	public boolean showDetails(SecurityContext securityContext) {
		return this.group.showDetails(securityContext);
	}

	@Override
	public StatusAggregator getStatusAggregator() {
		return this.group.getStatusAggregator();
	}

	@Override
	public HttpCodeStatusMapper getHttpCodeStatusMapper() {
		return this.group.getHttpCodeStatusMapper();
	}

	@Override
	public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
		return this.group.getAdditionalPath();
	}

}
