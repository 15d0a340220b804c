package dev.monitor.concurrency.autoconfigure;

import java.time.Clock;

import dev.monitor.concurrency.Algorithm;
import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.concurrency.LimitControl;
import dev.monitor.concurrency.LimitReporter;
import dev.monitor.concurrency.OldestRequest;
import dev.monitor.concurrency.Permits;
import dev.monitor.concurrency.Rejections;
import dev.monitor.concurrency.actuate.ConcurrencyEndpoint;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Endpoint {@code concurrency}, if the actuator is there.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ WebEndpoint.class, ConditionalOnAvailableEndpoint.class })
class ConcurrencyEndpointConfiguration {

	@Bean
	@ConditionalOnAvailableEndpoint
	@ConditionalOnMissingBean
	ConcurrencyEndpoint monitorConcurrencyEndpoint(ConcurrencyLimiter limiter, ConcurrencySettings settings,
			LimitControl control, Permits permits, OldestRequest oldest, Rejections rejections) {
		Algorithm algorithm = settings.properties().getAlgorithm();
		return new ConcurrencyEndpoint(
				new LimitReporter(limiter, algorithm, permits, oldest, rejections, Clock.systemUTC()), control,
				algorithm);
	}

}
