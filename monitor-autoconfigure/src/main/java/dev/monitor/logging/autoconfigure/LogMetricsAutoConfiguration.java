package dev.monitor.logging.autoconfigure;

import ch.qos.logback.core.ConsoleAppender;
import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.logging.logback.LineAppender;
import dev.monitor.logging.metrics.LogMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * {@link AutoConfiguration Auto-configuration} for the meter of lost lines.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("logging")
@ConditionalOnClass({ MeterBinder.class, ConsoleAppender.class })
public final class LogMetricsAutoConfiguration {

	@Bean
	LogMetrics monitorLogMetrics() {
		return new LogMetrics(LineAppender::lostLines);
	}

}
