package dev.monitor.access.autoconfigure;

import dev.monitor.access.servlet.ArrivalFilter;
import dev.monitor.access.servlet.UserFilter;
import dev.monitor.http.servlet.FilterOrder;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What filters of servlets know for access events.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
class ServletAccessConfiguration {

	@Bean
	FilterRegistrationBean<ArrivalFilter> monitorArrivalFilter() {
		return registration(new ArrivalFilter(), FilterOrder.ARRIVAL);
	}

	@Bean
	FilterRegistrationBean<UserFilter> monitorUserFilter() {
		return registration(new UserFilter(), FilterOrder.USER);
	}

	private static <F extends Filter> FilterRegistrationBean<F> registration(F filter, FilterOrder order) {
		FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(order.value());
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		return registration;
	}

}
