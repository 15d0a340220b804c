package dev.monitor.http.autoconfigure;

import dev.monitor.condition.ConditionalOnSwitch;
import dev.monitor.http.OwnPaths;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} that says where the actuator answers on
 * the application's own port.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnSwitch("monitor.enabled")
@ConditionalOnWebApplication
@ConditionalOnClass(ManagementPortType.class)
public final class OwnPathsAutoConfiguration {

	@Bean
	OwnPaths monitorActuatorPaths(Environment environment, ObjectProvider<PathMappedEndpoints> endpoints) {
		return new ActuatorPaths(environment, endpoints);
	}

}
