package dev.monitor.metricline.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;

import dev.monitor.condition.ConditionalOnSwitch;
import dev.monitor.identity.Identity;
import dev.monitor.metricline.MetricLog;
import dev.monitor.metricline.MetricReader;
import dev.monitor.metricline.MetricSource;
import dev.monitor.metricline.ProcessNumbers;
import dev.monitor.metricline.micrometer.MeterReader;
import dev.monitor.metricline.micrometer.MetricLinesRegistry;
import dev.monitor.task.PeriodicTask;
import dev.monitor.task.lifecycle.TaskLifecycle;
import io.micrometer.core.instrument.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} for metric lines. Its registry comes after
 * the one that Spring Boot has for applications without any, and before the composite of
 * all.
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration",
		beforeName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnSwitch(value = "monitor.metric-lines.enabled", byDefault = false)
@EnableConfigurationProperties(MetricLinesProperties.class)
public final class MetricLinesAutoConfiguration {

	private static final Path ROOT = Path.of("/");

	@Bean
	MetricLinesSettings monitorMetricLinesSettings(MetricLinesProperties properties, Environment environment) {
		return new MetricLinesSettings(properties, environment, HostName.from(environment, ROOT));
	}

	@Bean
	@ConditionalOnMissingBean
	MetricSource monitorMetricSource(MetricLinesProperties properties, Environment environment) {
		return SourceName.from(properties, environment, HostName.from(environment, ROOT));
	}

	@Bean
	@Order(0)
	ProcessNumbers monitorProcessNumbers() {
		return new ProcessNumbers(ROOT);
	}

	@Bean
	TaskLifecycle monitorMetricLines(MetricLinesProperties properties, MetricLinesSettings settings,
			MetricSource source, ObjectProvider<MetricReader> readers) {
		MetricLog log = new MetricLog(source, properties.getStyle(), settings.limits(),
				readers.orderedStream().toList());
		Duration interval = settings.interval();
		PeriodicTask task = new PeriodicTask("monitor-metric-lines", log::write, interval, interval);
		// the last interval has the last requests
		return new TaskLifecycle(task::start, task::finish, TaskLifecycle.AROUND_WEB_SERVER);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Clock.class)
	@ConditionalOnBean(Clock.class)
	static class MeterConfiguration {

		@Bean
		MetricLinesRegistry monitorMetricLinesRegistry(Clock clock, MetricLinesSettings settings) {
			return new MetricLinesRegistry(clock, settings.included());
		}

		@Bean
		@Order(10)
		MeterReader monitorMeterReader(MetricLinesRegistry registry, MetricLinesSettings settings,
				Environment environment) {
			return new MeterReader(registry, settings.names(), Identity.from(environment).labels());
		}

	}

}
