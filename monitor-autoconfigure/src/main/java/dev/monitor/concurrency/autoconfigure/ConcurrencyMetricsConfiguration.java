package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.metrics.ConcurrencyMetrics;
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
	ConcurrencyMetrics monitorConcurrencyMetrics(ConcurrencyLimit limit) {
		return new ConcurrencyMetrics(limit);
	}

}
