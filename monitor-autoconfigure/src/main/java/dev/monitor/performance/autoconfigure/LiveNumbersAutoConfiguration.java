package dev.monitor.performance.autoconfigure;

import dev.monitor.condition.ConditionalOnMonitorFeature;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what the dashboard shows of the
 * JVM and its process, and for the history that fills its charts. But for the history
 * nothing is worked out until somebody asks.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("dashboard")
public final class LiveNumbersAutoConfiguration {

	@Bean
	LiveStatus monitorLiveStatus(Environment environment, BeanFactory beans,
			ObjectProvider<InstanceStatusGroup> instance) {
		return new LiveStatus(DashboardHistory.create(environment, beans), instance);
	}

}
