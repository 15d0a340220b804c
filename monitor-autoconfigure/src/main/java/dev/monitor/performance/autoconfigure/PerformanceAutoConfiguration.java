package dev.monitor.performance.autoconfigure;

import java.lang.management.ManagementFactory;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.performance.InstanceStatus;
import dev.monitor.performance.cache.CacheStatus;
import dev.monitor.performance.http.HttpRequestsStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the performance numbers of the
 * instance, its caches and its requests. Nothing is worked out until somebody asks.
 */
@AutoConfiguration
@ConditionalOnMonitorFeature("metrics")
public final class PerformanceAutoConfiguration {

	@Bean
	InstanceStatus monitorInstanceStatus() {
		return new InstanceStatus(() -> ManagementFactory.getRuntimeMXBean().getUptime());
	}

	@Bean
	CacheStatus monitorCacheStatus(ObjectProvider<CacheManager> managers) {
		return new CacheStatus(() -> managers.orderedStream().toList());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	@ConditionalOnWebApplication
	static class HttpConfiguration {

		@Bean
		HttpRequestsStatus monitorHttpRequestsStatus(ObjectProvider<MeterRegistry> registries,
				Environment environment) {
			String timer = environment.getProperty("management.observations.http.server.requests.name",
					"http.server.requests");
			return new HttpRequestsStatus(timer,
					() -> registries.stream().filter((each) -> !(each instanceof CompositeMeterRegistry)).toList());
		}

	}

}
