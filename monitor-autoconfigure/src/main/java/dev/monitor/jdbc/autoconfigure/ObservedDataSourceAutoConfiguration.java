package dev.monitor.jdbc.autoconfigure;

import javax.sql.DataSource;

import dev.monitor.database.autoconfigure.DatabaseAutoConfiguration;
import dev.monitor.database.autoconfigure.QueryLogAutoConfiguration;
import dev.monitor.jdbc.DataSourceObserver;
import dev.monitor.jdbc.pool.RootPoolMetadata;
import dev.monitor.jdbc.proxy.DataSourcePostProcessor;
import dev.monitor.jdbc.proxy.ProxyRuntimeHints;
import net.ttddyy.dsproxy.proxy.ProxyConfig;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * {@link AutoConfiguration Auto-configuration} for the proxy around data sources, if any
 * feature observes them. It goes ahead of Boot's data sources because the first provider
 * that knows a pool is the one that is believed.
 */
@AutoConfiguration(after = { DatabaseAutoConfiguration.class, QueryLogAutoConfiguration.class },
		beforeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnBooleanProperty(name = "monitor.enabled", matchIfMissing = true)
@ConditionalOnClass({ DataSource.class, ProxyConfig.class })
@ConditionalOnBean(DataSourceObserver.class)
@ImportRuntimeHints(ProxyRuntimeHints.class)
public final class ObservedDataSourceAutoConfiguration {

	@Bean
	static DataSourcePostProcessor monitorDataSourcePostProcessor(ObjectProvider<DataSourceObserver> observers) {
		return new DataSourcePostProcessor(observers::orderedStream);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DataSourcePoolMetadataProvider.class)
	static class PoolConfiguration {

		@Bean
		RootPoolMetadata monitorRootPoolMetadata(ObjectProvider<DataSourcePoolMetadataProvider> providers) {
			return new RootPoolMetadata(providers::orderedStream);
		}

	}

}
