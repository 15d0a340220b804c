package dev.monitor.health.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.monitor.check.autoconfigure.DegradedStatusAutoConfiguration;
import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.condition.ConditionalOnSwitch;
import dev.monitor.gate.Gate;
import dev.monitor.gate.Gates;
import dev.monitor.health.GateChangeLog;
import dev.monitor.health.GateHistory;
import dev.monitor.health.actuate.ApplicationGate;
import dev.monitor.health.actuate.AvailabilityGate;
import dev.monitor.health.actuate.ReadinessMembers;
import dev.monitor.health.actuate.ShutdownDelay;
import dev.monitor.health.actuate.ShutdownGate;
import dev.monitor.health.actuate.StartupGate;
import dev.monitor.health.indicator.BackgroundIndicators;
import dev.monitor.health.metrics.GateMetrics;
import dev.monitor.health.metrics.HealthStatusMetrics;
import dev.monitor.http.PathResponder;
import dev.monitor.http.observation.OwnRequestsPredicate;
import dev.monitor.property.PropertyRange;
import dev.monitor.task.PeriodicTask;
import dev.monitor.task.lifecycle.TaskLifecycle;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link Gates} and their readers.
 */
@AutoConfiguration(after = { ApplicationAvailabilityAutoConfiguration.class, DegradedStatusAutoConfiguration.class })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("health")
@EnableConfigurationProperties(HealthProperties.class)
@Import({ ChildGates.class, HealthListenerConfiguration.class, ReadinessGroupConfiguration.class })
public final class HealthAutoConfiguration {

	private static final Duration WATCH_INTERVAL = Duration.ofMillis(200);

	private static final PropertyRange<Duration> WAITS = new PropertyRange<>(Duration.ZERO, Duration.ofMinutes(10));

	@Bean
	@ConditionalOnMissingBean(name = "monitorShutdownGate", search = SearchStrategy.CURRENT)
	@Order(0)
	ShutdownGate monitorShutdownGate(ApplicationContext context) {
		return new ShutdownGate(context, Clock.systemUTC());
	}

	@Bean
	ShutdownDelay monitorShutdownDelay(HealthProperties properties, ApplicationContext context,
			ObjectProvider<Gates> gates) {
		Duration wait = WAITS.require("monitor.shutdown.wait", properties.getShutdown().getWait(),
				"Write how long load balancers take to notice, such as 15s: failed checks times their interval.");
		return new ShutdownDelay(wait, context, gates::getObject, properties.getHealth().getReadinessExclude(),
				(duration) -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()), Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean(name = "monitorStartupGate", search = SearchStrategy.CURRENT)
	@Order(10)
	StartupGate monitorStartupGate() {
		return new StartupGate(Clock.systemUTC());
	}

	@Bean
	@ConditionalOnBean(ApplicationAvailability.class)
	@ConditionalOnMissingBean(name = "monitorApplicationGate")
	@Order(25)
	ApplicationGate monitorApplicationGate(ApplicationAvailability monitorApplicationAvailability,
			ObjectProvider<ReadinessMembers> monitorReadinessMembers) {
		Clock clock = Clock.systemUTC();
		return new ApplicationGate(AvailabilityGate.readiness(monitorApplicationAvailability, clock.instant()),
				monitorReadinessMembers.getIfAvailable(() -> () -> null), clock);
	}

	@Bean
	@ConditionalOnMissingBean
	Gates monitorGates(ObjectProvider<Gate> gates) {
		return new Gates(GatesFactory.from(gates.orderedStream()));
	}

	@Bean
	@ConditionalOnMissingBean
	PathResponder monitorHealthResponder(HealthProperties properties, Gates monitorGates,
			ObjectProvider<ApplicationAvailability> availability) {
		return new PathResponder(GatePaths.answers(properties, () -> monitorGates, availability.getIfAvailable()));
	}

	@Bean
	@ConditionalOnMissingBean(name = "monitorGateHistory")
	GateHistory monitorGateHistory() {
		return new GateHistory();
	}

	@Bean
	@ConditionalOnMissingBean(name = "monitorGateWatchLifecycle")
	TaskLifecycle monitorGateWatchLifecycle(Gates monitorGates, GateHistory monitorGateHistory,
			HealthProperties properties) {
		GateChangeLog log = new GateChangeLog(monitorGates, monitorGateHistory,
				properties.getHealth().getReadinessExclude(), Clock.systemUTC());
		PeriodicTask watch = new PeriodicTask("monitor-gates", log::observe, Duration.ZERO, WATCH_INTERVAL);
		// watched a last time at the end, so that the changes of a shutdown are seen too
		return new TaskLifecycle(watch::start, () -> {
			watch.finish();
			monitorGates.pause();
		}, TaskLifecycle.ALWAYS);
	}

	/**
	 * What answers on the main port.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
	@ConditionalOnProperty(name = HealthListenerConfiguration.PROPERTY, havingValue = "false", matchIfMissing = true)
	static class ServletConfiguration extends GateFilter {

		ServletConfiguration(HealthProperties properties, ObjectProvider<Gates> gates,
				ObjectProvider<ApplicationAvailability> availability) {
			super(properties, gates, availability);
		}

	}

	/**
	 * Apart, since a war may have no class of web servers.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass(ConfigurableServletWebServerFactory.class)
	@ConditionalOnProperty(name = HealthListenerConfiguration.PROPERTY, havingValue = "false", matchIfMissing = true)
	static class ServerConfiguration extends ReplacedHandlers {

		ServerConfiguration(GateFilter filter, HealthProperties properties, ListableBeanFactory beans,
				Environment environment) {
			super(filter, properties, beans, environment);
		}

	}

	/**
	 * The same for reactive applications.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@Import({ GateWebFilter.class, ReplacedRoutes.class })
	static class ReactiveConfiguration {

		/**
		 * A reactive server observes requests before any filter. Where the metrics are
		 * on, they leave out what they know of all features.
		 */
		@Configuration(proxyBeanMethods = false)
		@ConditionalOnSwitch(value = "monitor.metrics.enabled", on = false)
		@ConditionalOnClass(ObservationPredicate.class)
		static class ObservationConfiguration {

			@Bean
			OwnRequestsPredicate monitorProbesPredicate(ObjectProvider<GateWebFilter> filter) {
				Supplier<Set<String>> paths = SingletonSupplier
					.of(() -> filter.stream().map(GateWebFilter::paths).findFirst().orElse(Set.of()));
				return OwnRequestsPredicate.at((path) -> paths.get().contains(path));
			}

		}

	}

	/**
	 * All meters of health.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class Meters implements MeterBinder {

		private final Gates gates;

		private final Set<String> excluded;

		private final ObjectProvider<BackgroundIndicators> indicators;

		Meters(Gates monitorGates, HealthProperties properties,
				ObjectProvider<BackgroundIndicators> monitorBackgroundIndicators) {
			this.gates = monitorGates;
			this.excluded = properties.getHealth().getReadinessExclude();
			this.indicators = monitorBackgroundIndicators;
		}

		@Override
		public void bindTo(MeterRegistry registry) {
			new GateMetrics(this.gates, this.excluded).bindTo(registry);
			this.indicators.ifAvailable((present) -> new HealthStatusMetrics(present).bindTo(registry));
		}

	}

}
