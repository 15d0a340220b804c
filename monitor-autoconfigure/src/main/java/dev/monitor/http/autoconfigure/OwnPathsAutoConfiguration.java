package dev.monitor.http.autoconfigure;

import java.util.List;

import dev.monitor.http.OwnPaths;
import dev.monitor.http.Paths;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * {@link AutoConfiguration Auto-configuration} that says where the actuator answers on
 * the application's own port. One at the root shares its prefix with the application and
 * has no paths of its own.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "monitor.enabled", matchIfMissing = true)
@ConditionalOnWebApplication
@ConditionalOnClass(ManagementPortType.class)
public final class OwnPathsAutoConfiguration {

	@Bean
	OwnPaths monitorActuatorPaths(Environment environment) {
		String base = path(environment, "management.endpoints.web.base-path", "/actuator");
		boolean none = base.isEmpty() || ManagementPortType.get(environment) != ManagementPortType.SAME;
		String prefix = path(environment, "spring.mvc.servlet.path", "/") + base + "/**";
		return new Paths(none ? List.of() : List.of(prefix))::contain;
	}

	private static String path(Environment environment, String property, String defaultPath) {
		return StringUtils.trimTrailingCharacter(environment.getProperty(property, defaultPath), '/');
	}

}
