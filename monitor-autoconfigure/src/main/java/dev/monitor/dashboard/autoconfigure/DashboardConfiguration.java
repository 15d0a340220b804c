package dev.monitor.dashboard.autoconfigure;

import dev.monitor.dashboard.metrics.DashboardMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The dashboard, where there is a port for it: that of a web application's endpoints, or
 * a listener of its own.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(DashboardConfiguration.OnPort.class)
@EnableConfigurationProperties(DashboardProperties.class)
@Import({ DashboardListenerConfiguration.class, DashboardAddress.class })
class DashboardConfiguration {

	private final DashboardProperties properties;

	DashboardConfiguration(DashboardProperties properties) {
		this.properties = properties;
	}

	@Bean(initMethod = "start", destroyMethod = "stop")
	@Lazy(false)
	DashboardAccess monitorDashboardAccess() {
		return new DashboardAccess(this.properties);
	}

	@Bean
	LazyDashboard monitorDashboard(BeanFactory beans, ConfigurableEnvironment environment,
			DashboardAccess monitorDashboardAccess) {
		return new LazyDashboard(beans, environment, this.properties, monitorDashboardAccess);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class Meters implements MeterBinder {

		private final DashboardMetrics metrics;

		Meters(DashboardAccess monitorDashboardAccess, LazyDashboard monitorDashboard) {
			this.metrics = new DashboardMetrics(monitorDashboardAccess.guard(), monitorDashboard.log());
		}

		@Override
		public void bindTo(MeterRegistry registry) {
			this.metrics.bindTo(registry);
		}

	}

	static class OnPort extends AnyNestedCondition {

		OnPort() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnWebApplication
		@ConditionalOnClass(ManagementContextConfiguration.class)
		static class Web {

		}

		@ConditionalOnProperty(DashboardSettings.LISTEN_ADDRESS)
		static class OwnListener {

		}

	}

}
