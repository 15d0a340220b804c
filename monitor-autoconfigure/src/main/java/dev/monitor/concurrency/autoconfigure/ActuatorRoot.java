package dev.monitor.concurrency.autoconfigure;

import java.util.List;

import dev.monitor.property.ActuatorPath;

import org.springframework.core.env.Environment;

/**
 * Where the actuator answers on the application's own port.
 *
 * @param path path with everything below it, empty if it has none of its own
 */
record ActuatorRoot(String path) {

	static final ActuatorRoot NONE = new ActuatorRoot("");

	static ActuatorRoot of(Environment environment) {
		return new ActuatorRoot(ActuatorPath.of(environment));
	}

	List<String> paths() {
		return this.path.isEmpty() ? List.of() : List.of(this.path);
	}

}
