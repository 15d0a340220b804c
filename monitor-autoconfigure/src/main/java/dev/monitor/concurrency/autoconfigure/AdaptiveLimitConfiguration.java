package dev.monitor.concurrency.autoconfigure;

import com.netflix.concurrency.limits.Limit;
import dev.monitor.concurrency.Algorithm;
import dev.monitor.concurrency.LimitControl;
import dev.monitor.concurrency.RoundTripListener;
import dev.monitor.concurrency.adaptive.AdaptiveLimit;
import dev.monitor.property.InvalidPropertyException;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Moves the limit by round trips, if an algorithm is asked for.
 */
@Configuration(proxyBeanMethods = false)
class AdaptiveLimitConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Limit.class)
	static class LibraryConfiguration {

		@Bean
		RoundTripListener monitorConcurrencyRoundTripListener(ConcurrencySettings settings, LimitControl control) {
			Algorithm algorithm = settings.properties().getAlgorithm();
			return (algorithm == Algorithm.FIXED) ? RoundTripListener.NONE
					: new AdaptiveLimit(algorithm, control, settings.range().initial().value(), System::nanoTime);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("com.netflix.concurrency.limits.Limit")
	static class NoLibraryConfiguration {

		@Bean
		RoundTripListener monitorConcurrencyRoundTripListener(ConcurrencySettings settings) {
			Algorithm algorithm = settings.properties().getAlgorithm();
			if (algorithm != Algorithm.FIXED) {
				throw new InvalidPropertyException("monitor.concurrency.algorithm", algorithm,
						"needs a library that is not on the class path",
						"Add com.netflix.concurrency-limits:concurrency-limits-core, or use fixed.");
			}
			return RoundTripListener.NONE;
		}

	}

}
