package dev.monitor.check.actuate;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/**
 * {@link HealthEndpointGroups} that are others, seen through something.
 */
public final class HealthGroups implements HealthEndpointGroups, AdditionalPathsMapper {

	/**
	 * Name given for the primary group, which has none.
	 */
	public static final String PRIMARY = "";

	private final HealthEndpointGroups groups;

	private final BiFunction<String, HealthEndpointGroup, HealthEndpointGroup> seen;

	/**
	 * Create the groups.
	 * @param groups the others
	 * @param seen makes of a name and a group what is to be seen of it, each time
	 * somebody asks
	 */
	public HealthGroups(HealthEndpointGroups groups,
			BiFunction<String, HealthEndpointGroup, HealthEndpointGroup> seen) {
		this.groups = groups;
		this.seen = seen;
	}

	@Override
	public HealthEndpointGroup getPrimary() {
		return this.seen.apply(PRIMARY, this.groups.getPrimary());
	}

	@Override
	public Set<String> getNames() {
		return this.groups.getNames();
	}

	@Override
	public @Nullable HealthEndpointGroup get(String name) {
		HealthEndpointGroup group = this.groups.get(name);
		return (group != null) ? this.seen.apply(name, group) : null;
	}

	@Override
	public @Nullable List<String> getAdditionalPaths(EndpointId endpointId, WebServerNamespace webServerNamespace) {
		return (this.groups instanceof AdditionalPathsMapper mapper)
				? mapper.getAdditionalPaths(endpointId, webServerNamespace) : null;
	}

}
