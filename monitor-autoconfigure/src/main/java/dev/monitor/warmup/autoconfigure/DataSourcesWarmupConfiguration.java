package dev.monitor.warmup.autoconfigure;

import java.util.Map;

import javax.sql.DataSource;

import dev.monitor.warmup.jdbc.DataSourcesWarmupTask;
import dev.monitor.warmup.jdbc.HikariPoolSize;
import dev.monitor.warmup.jdbc.PoolSize;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/**
 * The task that opens connections of all data sources. One that routes is left out: it
 * needs to be told whereto, and what it routes to are data sources themselves.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DataSource.class)
@ConditionalOnBean(DataSource.class)
class DataSourcesWarmupConfiguration {

	private static final String ROUTING = "org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource";

	private static final String HIKARI = "com.zaxxer.hikari.HikariDataSource";

	@Bean
	DataSourcesWarmupTask monitorDataSourcesWarmupTask(ListableBeanFactory beans) {
		return new DataSourcesWarmupTask(() -> dataSources(beans),
				ClassUtils.isPresent(HIKARI, null) ? new HikariPoolSize() : PoolSize.ONE);
	}

	private static Map<String, DataSource> dataSources(ListableBeanFactory beans) {
		Map<String, DataSource> all = beans.getBeansOfType(DataSource.class, false, true);
		all.values().removeIf((dataSource) -> isRouting(dataSource.getClass()));
		return all;
	}

	private static boolean isRouting(Class<?> type) {
		Class<?> superclass = type.getSuperclass();
		return type.getName().equals(ROUTING) || (superclass != null && isRouting(superclass));
	}

}
