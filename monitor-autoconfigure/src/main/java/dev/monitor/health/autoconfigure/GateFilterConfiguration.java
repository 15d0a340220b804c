package dev.monitor.health.autoconfigure;

import java.util.List;

import dev.monitor.gate.Gates;
import dev.monitor.health.GateAnswers;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.Paths;
import dev.monitor.http.servlet.AnswerFilter;
import dev.monitor.http.servlet.FilterOrder;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/**
 * The addresses on the main port, unless they have a listener of their own. Each filter
 * finds its gates at the first request, so that creating the web server early does not
 * create every gate's collaborators early.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
@Conditional(GateFilterConfiguration.OnMainPort.class)
class GateFilterConfiguration {

	@Bean
	FilterRegistrationBean<AnswerFilter> monitorHealthGateFilter(HealthProperties properties,
			ObjectProvider<Gates> gates) {
		return registration(GatePaths.health(properties),
				GatePaths.gates(SingletonSupplier.of(gates::getObject), properties));
	}

	@Bean
	FilterRegistrationBean<AnswerFilter> monitorReadinessGateFilter(HealthProperties properties,
			ObjectProvider<Gates> gates) {
		return registration(GatePaths.READINESS, GatePaths.gates(SingletonSupplier.of(gates::getObject), properties));
	}

	@Bean
	@ConditionalOnBean(ApplicationAvailability.class)
	FilterRegistrationBean<AnswerFilter> monitorLivenessGateFilter(HealthProperties properties,
			ApplicationAvailability availability) {
		return registration(GatePaths.LIVENESS, GatePaths.liveness(availability, properties));
	}

	@Bean
	OwnPaths monitorHealthPaths(HealthProperties properties) {
		return new Paths(List.of(GatePaths.health(properties), GatePaths.READINESS, GatePaths.LIVENESS))::contain;
	}

	private static FilterRegistrationBean<AnswerFilter> registration(String path, GateAnswers answers) {
		FilterRegistrationBean<AnswerFilter> registration = new FilterRegistrationBean<>(new AnswerFilter(answers::to));
		registration.addUrlPatterns(path);
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		registration.setOrder(FilterOrder.GATES.value());
		return registration;
	}

	static class OnMainPort extends NoneNestedConditions {

		OnMainPort() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnProperty(HealthListenerConfiguration.PROPERTY)
		static class OwnListener {

		}

	}

}
