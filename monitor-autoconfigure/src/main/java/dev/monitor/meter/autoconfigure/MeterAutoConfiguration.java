package dev.monitor.meter.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.observation.OwnRequestsPredicate;
import dev.monitor.identity.Identity;
import dev.monitor.meter.histogram.LatencyBuckets;
import dev.monitor.meter.info.BuildInfoMetrics;
import dev.monitor.meter.label.ReservedLabels;
import dev.monitor.meter.label.ShortValues;
import dev.monitor.meter.objective.ObjectiveMetrics;
import dev.monitor.meter.objective.ObjectiveStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationPredicate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for labels, histograms and the
 * number of series of all meters. The filters of the application run ahead of ours, since
 * filters of equal order run as they were registered.
 */
@AutoConfiguration(after = MetricsAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("metrics")
@ConditionalOnClass({ MeterRegistry.class, MeterRegistryCustomizer.class })
@EnableConfigurationProperties({ MeterProperties.class, SloProperties.class })
public final class MeterAutoConfiguration {

	private final MeterSettings settings;

	private final SloSettings objectives;

	private final Environment environment;

	MeterAutoConfiguration(MeterProperties properties, SloProperties objectives, Environment environment) {
		this.settings = new MeterSettings(properties, environment);
		this.objectives = SloSettings.from(objectives);
		this.environment = environment;
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	LatencyBuckets monitorLatencyBuckets() {
		return new LatencyBuckets(this.settings.timersWithBuckets(), this.settings.buckets(),
				this.settings.objectives(this.objectives.latency()));
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	GuardedRegistries monitorGuardedRegistries() {
		Tags tags = Tags.empty();
		for (Map.Entry<String, String> label : Identity.from(this.environment).labels().entrySet()) {
			tags = tags.and(label.getKey(), label.getValue());
		}
		return new GuardedRegistries(List.of(MeterFilter.commonTags(tags), new ReservedLabels(), new ShortValues()),
				this.settings.maxSeries(), this.settings::tagLimits);
	}

	@Bean
	static ChildMeters monitorChildMeters(ConfigurableListableBeanFactory beans) {
		return new ChildMeters(beans);
	}

	@Bean
	@ConditionalOnWebApplication
	@ConditionalOnMonitorFeature("dashboard")
	ObjectiveStatus monitorObjectiveStatus(ObjectProvider<MeterRegistry> registries) {
		return new ObjectiveStatus(this.objectives.availability(), this.settings.serverRequests(),
				() -> registries.stream().filter((each) -> !(each instanceof CompositeMeterRegistry)).toList());
	}

	@Bean
	MeterBinder monitorInfoMetrics(ObjectProvider<BuildProperties> build) {
		BuildProperties properties = build.getIfAvailable();
		String version = (properties != null) ? properties.getVersion() : null;
		BuildInfoMetrics versions = new BuildInfoMetrics(
				(version != null) ? version : this.environment.getProperty("spring.application.version", "unknown"),
				System.getProperty("java.version", "unknown"), SpringBootVersion.getVersion());
		ObjectiveMetrics targets = new ObjectiveMetrics(this.objectives.availability(), this.objectives.latency());
		return (registry) -> {
			versions.bindTo(registry);
			targets.bindTo(registry);
		};
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication
	@ConditionalOnClass(ObservationPredicate.class)
	static class ObservationConfiguration {

		@Bean
		OwnRequestsPredicate monitorOwnRequestsPredicate(ObjectProvider<OwnPaths> paths) {
			Supplier<OwnPaths> own = SingletonSupplier.of(() -> OwnPaths.all(paths.stream()));
			return OwnRequestsPredicate.at((path) -> own.get().contain(path));
		}

	}

}
