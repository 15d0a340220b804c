package dev.monitor.meter.autoconfigure;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.identity.Identity;
import dev.monitor.meter.cardinality.CardinalityGuard;
import dev.monitor.meter.cardinality.FoldedSeries;
import dev.monitor.meter.histogram.LatencyBuckets;
import dev.monitor.meter.info.BuildInfoMetrics;
import dev.monitor.meter.label.ReservedLabels;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for labels, histograms and the
 * number of series of all meters. Filters run in the order in which they stand here,
 * behind those of the application, which are registered before.
 */
@AutoConfiguration(after = MetricsAutoConfiguration.class)
@ConditionalOnMonitorFeature("metrics")
@ConditionalOnClass({ MeterRegistry.class, MeterRegistryCustomizer.class })
@EnableConfigurationProperties(MeterProperties.class)
public final class MeterAutoConfiguration {

	@Bean
	MeterSettings monitorMeterSettings(MeterProperties properties, Environment environment) {
		return new MeterSettings(properties, environment);
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	LatencyBuckets monitorLatencyBuckets(MeterSettings settings) {
		return new LatencyBuckets(settings.timersWithBuckets(), settings.buckets());
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	MeterFilter monitorCommonTags(Environment environment) {
		return MeterFilter.commonTags(Identity.from(environment)
			.labels()
			.entrySet()
			.stream()
			.map((label) -> Tag.of(label.getKey(), label.getValue()))
			.toList());
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	ReservedLabels monitorReservedLabels() {
		return new ReservedLabels();
	}

	@Bean
	FoldedSeries monitorFoldedSeries() {
		return new FoldedSeries();
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	CardinalityGuard monitorCardinalityGuard(MeterSettings settings, FoldedSeries folded) {
		return new CardinalityGuard(settings.maxSeries(), settings.tagLimits(), folded);
	}

	@Bean
	GuardedRegistries monitorGuardedRegistries(CardinalityGuard guard, MeterSettings settings, FoldedSeries folded) {
		return new GuardedRegistries(guard,
				() -> new CardinalityGuard(settings.maxSeries(), settings.tagLimits(), folded));
	}

	@Bean
	BuildInfoMetrics monitorBuildInfoMetrics(ObjectProvider<BuildProperties> build, Environment environment) {
		BuildProperties properties = build.getIfAvailable();
		String version = (properties != null) ? properties.getVersion() : null;
		return new BuildInfoMetrics(
				(version != null) ? version : environment.getProperty("spring.application.version", "unknown"),
				System.getProperty("java.version", "unknown"), SpringBootVersion.getVersion());
	}

}
