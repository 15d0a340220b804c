package dev.monitor.warmup.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.condition.TestEnvironment;
import dev.monitor.failure.Listeners;
import dev.monitor.property.PropertyRange;
import dev.monitor.warmup.CacheWarmer;
import dev.monitor.warmup.CachesWarmupTask;
import dev.monitor.warmup.Warmup;
import dev.monitor.warmup.WarmupGate;
import dev.monitor.warmup.WarmupListener;
import dev.monitor.warmup.WarmupReport;
import dev.monitor.warmup.WarmupSettings;
import dev.monitor.warmup.WarmupTask;
import dev.monitor.warmup.actuate.WarmupEndpoint;
import dev.monitor.warmup.metrics.WarmupMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link Warmup}.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("warmup")
@EnableConfigurationProperties(WarmupProperties.class)
@Import({ ConnectionFactoriesWarmupConfiguration.class, DataSourcesWarmupConfiguration.class,
		RequestsWarmupConfiguration.class })
public final class WarmupAutoConfiguration {

	private static final PropertyRange<Duration> TIMEOUTS = new PropertyRange<>(Duration.ofMillis(1),
			Duration.ofDays(1));

	private final ObjectProvider<Warmup> warmup;

	private final ApplicationContext context;

	private volatile @Nullable Warmup started;

	private volatile boolean closed;

	WarmupAutoConfiguration(ObjectProvider<Warmup> warmup, ApplicationContext context) {
		this.warmup = warmup;
		this.context = context;
	}

	@EventListener(ApplicationReadyEvent.class)
	void start() {
		Warmup ready = this.warmup.getObject();
		this.started = ready;
		// a signal may have come while the application started
		if (!this.closed) {
			ready.start();
		}
	}

	/**
	 * Ahead of whatever holds up the application's end: nobody waits for its warmup any
	 * more.
	 */
	@EventListener
	@Order(Ordered.HIGHEST_PRECEDENCE)
	void stop(ContextClosedEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		this.closed = true;
		Warmup running = this.started;
		if (running != null) {
			running.stop();
		}
	}

	@Bean
	@ConditionalOnBean(CacheWarmer.class)
	CachesWarmupTask monitorCachesWarmupTask(Map<String, CacheWarmer> warmers) {
		return new CachesWarmupTask(warmers);
	}

	@Bean(destroyMethod = "stop")
	Warmup monitorWarmup(WarmupProperties properties, ObjectProvider<WarmupTask> tasks,
			ObjectProvider<WarmupListener> listeners) {
		Duration timeout = TIMEOUTS.require("monitor.warmup.timeout", properties.getTimeout(),
				"Write the longest time that all tasks may take together, such as 5m.");
		WarmupSettings settings = new WarmupSettings(properties.isAuto(), timeout, properties.getOnFailure(),
				Duration.ofSeconds(5), Duration.ofMinutes(1));
		return new Warmup(ConfiguredTasks.from(tasks.orderedStream().toList(), properties), settings, Clock.systemUTC(),
				new Listeners<>(listeners.orderedStream().toList()));
	}

	/**
	 * In a test of Spring's, which expects the application to be ready once its context
	 * is, the gate is open while tasks run, unless the property is set.
	 */
	@Bean
	@Order(20)
	WarmupGate monitorWarmupGate(Warmup monitorWarmup, ConfigurableEnvironment environment) {
		return new WarmupGate(monitorWarmup,
				environment.containsProperty("monitor.warmup.auto") || !TestEnvironment.is(environment));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebEndpoint.class, ConditionalOnAvailableEndpoint.class })
	static class ActuateConfiguration {

		@Bean
		@ConditionalOnAvailableEndpoint
		@ConditionalOnMissingBean
		WarmupEndpoint monitorWarmupEndpoint(Warmup monitorWarmup) {
			return new WarmupEndpoint(monitorWarmup);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class Meters extends WarmupMetrics {

		Meters(ObjectProvider<Warmup> warmup) {
			super(() -> warmup.getObject().report().tasks().stream().map(WarmupReport.Task::name).toList());
		}

	}

}
