package dev.monitor.check.autoconfigure;

import dev.monitor.check.actuate.CheckHealthIndicator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class DegradedStatusAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(DegradedStatusAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
				AvailabilityProbesAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class));

	@Test
	void everyGroupKnowsTheStatus() {
		this.runner
			.withPropertyValues("management.endpoint.health.group.mine.include=ping",
					"management.endpoint.health.group.mine.status.order=UNKNOWN,UP")
			.run((context) -> {
				HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
				assertThat(groups.getNames()).containsExactlyInAnyOrder("mine", "liveness", "readiness");
				assertThat(groups.getNames()).allSatisfy((name) -> assertKnown(groups.get(name)));
				assertKnown(groups.getPrimary());
			});
	}

	@Test
	void staysOut() {
		this.runner.withPropertyValues("monitor.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("monitorDegradedStatus"));
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DegradedStatusAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(HealthEndpointGroupsPostProcessor.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("monitorDegradedStatus"));
	}

	private static void assertKnown(@Nullable HealthEndpointGroup group) {
		assertThat(group).isNotNull();
		assertThat(group.getStatusAggregator().getAggregateStatus(CheckHealthIndicator.DEGRADED))
			.isEqualTo(CheckHealthIndicator.DEGRADED);
		assertThat(group.getStatusAggregator().getAggregateStatus(Status.UP, CheckHealthIndicator.DEGRADED))
			.isEqualTo(Status.UP);
		assertThat(group.getHttpCodeStatusMapper().getStatusCode(CheckHealthIndicator.DEGRADED)).isEqualTo(200);
	}

}
