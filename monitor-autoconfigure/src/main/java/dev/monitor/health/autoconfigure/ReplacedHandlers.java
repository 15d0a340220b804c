package dev.monitor.health.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.monitor.http.mvc.MappedHandlers;
import dev.monitor.http.servlet.FilteredPaths;
import dev.monitor.http.spring.ServletPath;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.HandlerMapping;

/**
 * What the application itself has at the addresses of {@link GateFilter}: nothing has to
 * be there for the filter to be asked, and what is there is never asked any more, which
 * is said once.
 */
class ReplacedHandlers
		implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory>, SmartInitializingSingleton {

	private static final String MVC = "org.springframework.web.servlet.function.support.RouterFunctionMapping";

	private final Map<String, String> replaced = new LinkedHashMap<>();

	private final Collection<String> paths;

	private final HealthProperties.Health properties;

	private final ListableBeanFactory beans;

	private final Environment environment;

	ReplacedHandlers(GateFilter filter, HealthProperties properties, ListableBeanFactory beans,
			Environment environment) {
		this.paths = filter.getUrlPatterns();
		this.properties = properties.getHealth();
		this.beans = beans;
		this.environment = environment;
	}

	/**
	 * Initializers of the factory come after those of all beans, so that each servlet is
	 * there.
	 */
	@Override
	public void customize(ConfigurableServletWebServerFactory factory) {
		FilteredPaths filtered = new FilteredPaths(this.paths);
		factory.addInitializers((context) -> {
			this.replaced.putAll(filtered.servlets(context));
			filtered.map(context, "monitorGates");
		});
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (ClassUtils.isPresent(MVC, getClass().getClassLoader())) {
			for (String path : this.paths) {
				findHandler(path);
			}
		}
		ReplacedPaths.warn(this.replaced);
	}

	private void findHandler(String path) {
		String servlet = ServletPath.of(this.environment);
		if (path.startsWith(servlet + "/")) {
			String inside = path.substring(servlet.length());
			if (!ReplacedPaths.agree(inside, path.equals(this.properties.getLivenessPath()), this.environment)) {
				Mvc.handler(inside, this.beans).ifPresent((handler) -> this.replaced.put(path, handler));
			}
		}
	}

	/**
	 * What can only be loaded with Spring MVC.
	 */
	private static final class Mvc {

		static Optional<String> handler(String path, ListableBeanFactory beans) {
			return beans.getBeanProvider(HandlerMapping.class)
				.stream()
				.flatMap((mapping) -> MappedHandlers.at(mapping, path))
				.findFirst();
		}

	}

}
