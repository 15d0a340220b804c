package dev.monitor.logging.autoconfigure;

import javax.sql.DataSource;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.logging.query.DataSourcePostProcessor;
import dev.monitor.logging.query.QueryEvents;
import dev.monitor.logging.query.QueryRuntimeHints;
import dev.monitor.logging.query.RootPoolMetadata;
import net.ttddyy.dsproxy.proxy.ProxyConfig;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * {@link AutoConfiguration Auto-configuration} for query events. It goes ahead of Boot's
 * data sources because the first provider that knows a pool is the one that is believed.
 */
@AutoConfiguration(beforeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnMonitorFeature("logging")
@ConditionalOnClass({ DataSource.class, ProxyConfig.class })
@EnableConfigurationProperties(QueryLogProperties.class)
@ImportRuntimeHints(QueryRuntimeHints.class)
public final class QueryLogAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	QueryEvents monitorQueryEvents(QueryLogProperties properties) {
		return new QueryEvents(properties.getMinDuration());
	}

	@Bean
	static DataSourcePostProcessor monitorDataSourcePostProcessor(ObjectProvider<QueryEvents> events) {
		return new DataSourcePostProcessor(events::getObject);
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
