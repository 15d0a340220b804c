package dev.monitor.database.autoconfigure;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.database.event.QueryEvents;
import dev.monitor.sql.autoconfigure.ObservedDataSourceAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * {@link AutoConfiguration Auto-configuration} for query events.
 */
@AutoConfiguration(before = ObservedDataSourceAutoConfiguration.class)
@ConditionalOnMonitorFeature("logging")
@Conditional(OnDatabaseAccessCondition.class)
@EnableConfigurationProperties(QueryLogProperties.class)
public final class QueryLogAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	QueryEvents monitorQueryEvents(QueryLogProperties properties) {
		return new QueryEvents(properties.getMinDuration());
	}

}
