package dev.monitor.http.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.monitor.http.OwnPaths;
import dev.monitor.http.Paths;
import dev.monitor.http.spring.ServletPath;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Where the actuator answers on the application's own port: everything below its base
 * path, or each endpoint if that is the root, and additional paths of health groups,
 * which are there even if all else has a port of its own.
 */
class ActuatorPaths implements OwnPaths {

	private final Environment environment;

	private final Supplier<Paths> paths;

	/**
	 * Create the paths.
	 * @param environment has the properties
	 * @param endpoints the endpoints, asked at the first request
	 */
	ActuatorPaths(Environment environment, ObjectProvider<PathMappedEndpoints> endpoints) {
		this.environment = environment;
		this.paths = SingletonSupplier
			.of(() -> paths(endpoints.stream().flatMap(PathMappedEndpoints::stream).toList()));
	}

	@Override
	public boolean contain(String path) {
		return this.paths.get().contain(path);
	}

	private Paths paths(List<PathMappedEndpoint> endpoints) {
		String servlet = ServletPath.of(this.environment);
		String base = StringUtils.trimTrailingCharacter(
				this.environment.getProperty("management.endpoints.web.base-path", "/actuator"), '/');
		List<String> found = new ArrayList<>();
		if (ManagementPortType.get(this.environment) == ManagementPortType.SAME) {
			if (!base.isEmpty()) {
				found.add(servlet + base + "/**");
			}
			else {
				endpoints.forEach((endpoint) -> found.add(servlet + slash(endpoint.getRootPath()) + "/**"));
			}
		}
		for (PathMappedEndpoint endpoint : endpoints) {
			List<String> additional = endpoint.getAdditionalPaths(WebServerNamespace.SERVER);
			if (additional != null) {
				additional.forEach((path) -> found.add(servlet + slash(path)));
			}
		}
		return new Paths(found);
	}

	private static String slash(String path) {
		return path.startsWith("/") ? path : "/" + path;
	}

}
