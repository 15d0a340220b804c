package dev.monitor.health.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.monitor.http.webflux.MappedHandlers;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.WebFilter;

/**
 * What a reactive application itself has at the addresses of {@link GateWebFilter}, which
 * is never asked any more, and is said once.
 */
@ConditionalOnClass({ WebFilter.class, Mono.class, HandlerMapping.class })
@ConditionalOnProperty(name = HealthListenerConfiguration.PROPERTY, havingValue = "false", matchIfMissing = true)
class ReplacedRoutes implements SmartInitializingSingleton {

	private final GateWebFilter filter;

	private final String livenessPath;

	private final ListableBeanFactory beans;

	private final Environment environment;

	ReplacedRoutes(GateWebFilter filter, HealthProperties properties, ListableBeanFactory beans,
			Environment environment) {
		this.filter = filter;
		this.livenessPath = properties.getHealth().getLivenessPath();
		this.beans = beans;
		this.environment = environment;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Map<String, String> replaced = new LinkedHashMap<>();
		for (String path : this.filter.paths()) {
			if (!ReplacedPaths.agree(path, path.equals(this.livenessPath), this.environment)) {
				this.beans.getBeanProvider(HandlerMapping.class)
					.stream()
					.flatMap((mapping) -> MappedHandlers.at(mapping, path))
					.findFirst()
					.ifPresent((handler) -> replaced.put(path, handler));
			}
		}
		ReplacedPaths.warn(replaced);
	}

}
