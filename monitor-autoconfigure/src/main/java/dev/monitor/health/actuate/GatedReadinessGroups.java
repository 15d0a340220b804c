package dev.monitor.health.actuate;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthEndpointGroups} in which the readiness group has one member more than the
 * user or Boot gave it: the gates. Whatever order of statuses and mapping to HTTP the
 * user has set, a closed gate makes the group out of service, and a group that is out of
 * service or down does not answer as if it were up.
 */
public final class GatedReadinessGroups implements HealthEndpointGroups, AdditionalPathsMapper {

	private static final String READINESS = "readiness";

	private static final Set<Status> CLOSED = Set.of(Status.DOWN, Status.OUT_OF_SERVICE);

	private static final int UNAVAILABLE = 503;

	private final HealthEndpointGroups groups;

	private final String member;

	/**
	 * Create the groups.
	 * @param groups the groups to show, all others unchanged
	 * @param member name of the health contributor that joins the readiness group
	 */
	public GatedReadinessGroups(HealthEndpointGroups groups, String member) {
		this.groups = groups;
		this.member = member;
	}

	@Override
	public HealthEndpointGroup getPrimary() {
		return this.groups.getPrimary();
	}

	@Override
	public Set<String> getNames() {
		return this.groups.getNames();
	}

	@Override
	public @Nullable HealthEndpointGroup get(String name) {
		HealthEndpointGroup group = this.groups.get(name);
		return (group != null && name.equals(READINESS)) ? new GatedGroup(group, this.member) : group;
	}

	@Override
	public @Nullable List<String> getAdditionalPaths(EndpointId endpointId, WebServerNamespace webServerNamespace) {
		return (this.groups instanceof AdditionalPathsMapper mapper)
				? mapper.getAdditionalPaths(endpointId, webServerNamespace) : null;
	}

	private record GatedGroup(HealthEndpointGroup group, String member) implements HealthEndpointGroup {

		@Override
		public boolean isMember(String name) {
			return name.equals(this.member) || name.startsWith(this.member + "/") || this.group.isMember(name);
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
			StatusAggregator aggregator = this.group.getStatusAggregator();
			HttpCodeStatusMapper mapper = getHttpCodeStatusMapper();
			return (statuses) -> {
				Status aggregate = aggregator.getAggregateStatus(statuses);
				boolean lost = statuses.contains(Status.OUT_OF_SERVICE) && mapper.getStatusCode(aggregate) < 400;
				return lost ? Status.OUT_OF_SERVICE : aggregate;
			};
		}

		@Override
		public HttpCodeStatusMapper getHttpCodeStatusMapper() {
			HttpCodeStatusMapper mapper = this.group.getHttpCodeStatusMapper();
			return (status) -> {
				int code = mapper.getStatusCode(status);
				return (code < 400 && CLOSED.contains(status)) ? UNAVAILABLE : code;
			};
		}

		@Override
		public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
			return this.group.getAdditionalPath();
		}

	}

}
