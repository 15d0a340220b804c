package dev.monitor.health.autoconfigure;

import dev.monitor.health.actuate.ProbeGroups;
import dev.monitor.health.actuate.ReadinessGroupMembers;
import dev.monitor.health.actuate.ReadinessMembers;
import dev.monitor.health.indicator.BackgroundIndicators;
import dev.monitor.health.indicator.IndicatorSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * {@link ReadinessGroupMembers} that are looked for when all singletons have been
 * created: the contributors would be created too early otherwise, and some of them need
 * the gates.
 */
class LazyReadinessMembers implements ReadinessMembers, SmartInitializingSingleton, DisposableBean {

	private final ObjectProvider<HealthEndpointGroups> groups;

	private final ObjectProvider<HealthContributorRegistry> registry;

	private final ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry;

	private final BackgroundHealthSettings settings;

	private final ProbeGroups probeGroups;

	private volatile @Nullable ReadinessGroupMembers members;

	private @Nullable BackgroundIndicators indicators;

	LazyReadinessMembers(BackgroundHealthSettings settings, ProbeGroups probeGroups,
			ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<HealthContributorRegistry> registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry) {
		this.settings = settings;
		this.probeGroups = probeGroups;
		this.groups = groups;
		this.registry = registry;
		this.reactiveRegistry = reactiveRegistry;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.groups.getIfAvailable();
		HealthEndpointGroup group = this.probeGroups.readinessWithoutGates();
		HealthContributors contributors = contributors();
		if (group != null && contributors != null) {
			BackgroundIndicators checked = new BackgroundIndicators(
					(path) -> new IndicatorSettings(false, true, this.settings.apply(path).schedule()),
					(status) -> group.getHttpCodeStatusMapper().getStatusCode(status) >= 400);
			checked.start();
			this.indicators = checked;
			this.members = new ReadinessGroupMembers(contributors, group, checked);
		}
	}

	@Override
	public @Nullable String refusal() {
		ReadinessGroupMembers known = this.members;
		return (known != null) ? known.refusal() : null;
	}

	@Override
	public void destroy() {
		if (this.indicators != null) {
			this.indicators.stop();
		}
	}

	private @Nullable HealthContributors contributors() {
		HealthContributorRegistry blocking = this.registry.getIfAvailable();
		ReactiveHealthContributorRegistry reactive = this.reactiveRegistry.getIfAvailable();
		if (blocking == null || reactive == null) {
			return blocking;
		}
		return HealthContributors.of(blocking, reactive.asHealthContributors());
	}

}
