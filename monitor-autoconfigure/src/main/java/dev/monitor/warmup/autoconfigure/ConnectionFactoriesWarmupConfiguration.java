package dev.monitor.warmup.autoconfigure;

import java.util.Map;

import dev.monitor.warmup.r2dbc.ConnectionFactoriesWarmupTask;
import dev.monitor.warmup.r2dbc.PooledConnections;
import io.r2dbc.spi.ConnectionFactory;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/**
 * The task that opens connections of all connection factories of R2DBC. One that routes
 * is left out, as it is among data sources.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ ConnectionFactory.class, Mono.class })
@ConditionalOnBean(ConnectionFactory.class)
class ConnectionFactoriesWarmupConfiguration {

	private static final String ROUTING = "org.springframework.r2dbc.connection.lookup.AbstractRoutingConnectionFactory";

	private static final String POOL = "io.r2dbc.pool.ConnectionPool";

	@Bean
	ConnectionFactoriesWarmupTask monitorConnectionFactoriesWarmupTask(ListableBeanFactory beans) {
		return new ConnectionFactoriesWarmupTask(() -> connectionFactories(beans),
				ClassUtils.isPresent(POOL, null) ? new PooledConnections() : (factory) -> Mono.empty());
	}

	private static Map<String, ConnectionFactory> connectionFactories(ListableBeanFactory beans) {
		Map<String, ConnectionFactory> all = beans.getBeansOfType(ConnectionFactory.class, false, true);
		all.values().removeIf((factory) -> isRouting(factory.getClass()));
		return all;
	}

	private static boolean isRouting(Class<?> type) {
		Class<?> superclass = type.getSuperclass();
		return type.getName().equals(ROUTING) || (superclass != null && isRouting(superclass));
	}

}
