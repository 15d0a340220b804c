package dev.monitor.health.autoconfigure;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

import dev.monitor.gate.Gates;
import dev.monitor.health.actuate.AvailabilityGate;
import dev.monitor.health.servlet.GateFilter;
import dev.monitor.health.servlet.ReasonAudience;
import dev.monitor.property.InvalidPropertyException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.util.function.SingletonSupplier;

/**
 * The addresses on the main port. Each filter finds its gates at the first request, so
 * that creating the web server early does not create every gate's collaborators early.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
class GateFilterConfiguration {

	@Bean
	FilterRegistrationBean<GateFilter> monitorHealthGateFilter(HealthProperties properties,
			ObjectProvider<Gates> gates) {
		String path = properties.getPath();
		if (!path.startsWith("/") || path.contains("*")) {
			throw new InvalidPropertyException("monitor.health.path", path, "is not one exact path",
					"Write a path that starts with '/' and has no wildcard, such as /health.");
		}
		return registration(path, SingletonSupplier.of(gates::getObject), properties);
	}

	@Bean
	FilterRegistrationBean<GateFilter> monitorReadinessGateFilter(HealthProperties properties,
			ObjectProvider<Gates> gates) {
		return registration("/readyz", SingletonSupplier.of(gates::getObject), properties);
	}

	@Bean
	@ConditionalOnBean(ApplicationAvailability.class)
	FilterRegistrationBean<GateFilter> monitorLivenessGateFilter(HealthProperties properties,
			ApplicationAvailability availability) {
		AvailabilityGate gate = AvailabilityGate.liveness(availability, Clock.systemUTC().instant());
		Gates gates = new Gates(List.of(gate));
		return registration("/livez", () -> gates, properties);
	}

	private static FilterRegistrationBean<GateFilter> registration(String path, Supplier<Gates> gates,
			HealthProperties properties) {
		FilterRegistrationBean<GateFilter> registration = new FilterRegistrationBean<>(
				new GateFilter(gates, audience(properties)));
		registration.addUrlPatterns(path);
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	private static ReasonAudience audience(HealthProperties properties) {
		Boolean showReason = properties.getShowReason();
		if (showReason == null) {
			return ReasonAudience.LOOPBACK;
		}
		return showReason ? ReasonAudience.EVERYONE : ReasonAudience.NOBODY;
	}

}
