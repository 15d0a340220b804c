package dev.monitor.check.autoconfigure;

import java.util.Map;

import dev.monitor.condition.BootstrapEnvironment;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * {@link EnvironmentPostProcessor} that makes the status {@code DEGRADED} known to Boot's
 * aggregation, unless the application orders statuses itself. It stands after {@code UP}:
 * an optional check that fails leaves the whole up.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
class DegradedStatusEnvironmentPostProcessor implements EnvironmentPostProcessor {

	private static final String ORDER = "management.endpoint.health.status.order";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		boolean enabled = !BootstrapEnvironment.is(environment)
				&& environment.getProperty("monitor.enabled", Boolean.class, true)
				&& environment.getProperty("monitor.dependency.enabled", Boolean.class, true);
		if (enabled && !Binder.get(environment).bind(ORDER, Bindable.listOf(String.class)).isBound()) {
			DefaultPropertiesPropertySource.addOrMerge(Map.of(ORDER, "DOWN,OUT_OF_SERVICE,UP,DEGRADED,UNKNOWN"),
					environment.getPropertySources());
		}
	}

}
