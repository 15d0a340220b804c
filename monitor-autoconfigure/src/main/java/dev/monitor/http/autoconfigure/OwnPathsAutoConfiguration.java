package dev.monitor.concurrency.autoconfigure;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Finds the actuator, if it is there.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ManagementPortType.class)
class ActuatorRootConfiguration {

	@Bean
	ActuatorRoot monitorActuatorRoot(Environment environment) {
		return (ManagementPortType.get(environment) == ManagementPortType.SAME) ? ActuatorRoot.of(environment)
				: ActuatorRoot.NONE;
	}

}
