package dev.monitor.health.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.monitor.http.mvc.MappedHandlers;
import dev.monitor.http.servlet.FilteredPaths;
import dev.monitor.http.spring.ServletPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.HandlerMapping;

/**
 * What the application itself has at the addresses of {@link GateFilter}: nothing has to
 * be there for the filter to be asked, and what is there is never asked any more, which
 * is said once.
 */
@ConditionalOnClass(ConfigurableServletWebServerFactory.class)
@Conditional(GateFilter.OnMainPort.class)
class ReplacedHandlers
		implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory>, SmartInitializingSingleton {

	private static final String MVC = "org.springframework.web.servlet.function.support.RouterFunctionMapping";

	private static final Logger logger = LoggerFactory.getLogger(ReplacedHandlers.class);

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
			this.paths.forEach(this::findHandler);
		}
		if (!this.replaced.isEmpty()) {
			logger.warn(
					"Monitor answers {}. Move it by monitor.health.path, .readiness-path or .liveness-path, "
							+ "or to a port of its own by monitor.health.listen-address",
					this.replaced.entrySet()
						.stream()
						.map((entry) -> entry.getKey() + " in place of " + entry.getValue())
						.collect(Collectors.joining(", ")));
		}
	}

	private void findHandler(String path) {
		String servlet = ServletPath.of(this.environment);
		if (path.startsWith(servlet + "/")) {
			String inside = path.substring(servlet.length());
			if (!agrees(inside, path.equals(this.properties.getLivenessPath()))) {
				Mvc.handler(inside, this.beans).ifPresent((handler) -> this.replaced.put(path, handler));
			}
		}
	}

	/**
	 * Tell whether Boot answers the same there, through an additional path of its group.
	 */
	private boolean agrees(String path, boolean live) {
		String additional = this.environment
			.getProperty("management.endpoint.health.group." + (live ? "liveness" : "readiness") + ".additional-path");
		if (additional != null) {
			return additional.equals("server:" + path);
		}
		return path.equals(live ? "/livez" : "/readyz") && this.environment
			.getProperty("management.endpoint.health.probes.add-additional-paths", Boolean.class, false);
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
