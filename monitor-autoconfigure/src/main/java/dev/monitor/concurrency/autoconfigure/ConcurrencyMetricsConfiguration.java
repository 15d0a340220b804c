package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.concurrency.OldestRequest;
import dev.monitor.concurrency.Rejections;
import dev.monitor.concurrency.metrics.ConcurrencyMetrics;
import dev.monitor.concurrency.metrics.WaitTimers;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Meters, if Micrometer is there.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterBinder.class)
class ConcurrencyMetricsConfiguration {

	@Bean
	WaitTimers monitorConcurrencyWaitTimers(ConcurrencySettings settings) {
		return new WaitTimers(settings.properties().getMode());
	}

	@Bean
	ConcurrencyMetrics monitorConcurrencyMetrics(ConcurrencyLimiter limiter, OldestRequest oldest,
			Rejections rejections, ConcurrencySettings settings) {
		return new ConcurrencyMetrics(limiter, oldest, rejections, settings.properties().getMode());
	}

}
