package dev.monitor.logging.autoconfigure;

import ch.qos.logback.classic.LoggerContext;
import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.logging.logback.RecentEventsAppender;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the last warnings and errors,
 * which the dashboard shows.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("logging")
@ConditionalOnClass(LoggerContext.class)
public final class RecentEventsAutoConfiguration {

	@Bean(initMethod = "start", destroyMethod = "stop")
	@Lazy(false)
	@ConditionalOnMonitorFeature("dashboard")
	RecentEventsAppender monitorRecentEvents() {
		return new RecentEventsAppender();
	}

}
