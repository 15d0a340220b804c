package dev.monitor.database.autoconfigure;

import javax.sql.DataSource;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.database.event.QueryEvents;
import dev.monitor.sql.autoconfigure.ObservedDataSourceAutoConfiguration;
import net.ttddyy.dsproxy.proxy.ProxyConfig;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for query events.
 */
@AutoConfiguration(before = ObservedDataSourceAutoConfiguration.class)
@ConditionalOnMonitorFeature("logging")
@ConditionalOnClass({ DataSource.class, ProxyConfig.class })
@ConditionalOnResource(resources = "META-INF/services/java.sql.Driver")
@EnableConfigurationProperties(QueryLogProperties.class)
public final class QueryLogAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	QueryEvents monitorQueryEvents(QueryLogProperties properties) {
		return new QueryEvents(properties.getMinDuration());
	}

}
