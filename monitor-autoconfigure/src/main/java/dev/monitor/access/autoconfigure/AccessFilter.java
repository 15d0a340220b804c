package dev.monitor.access.autoconfigure;

import dev.monitor.http.servlet.FilterOrder;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.boot.web.servlet.FilterRegistrationBean;

/**
 * A filter that keeps for access events what only filters know.
 *
 * @param <F> its type
 */
class AccessFilter<F extends Filter> extends FilterRegistrationBean<F> {

	AccessFilter(F filter, FilterOrder order) {
		super(filter);
		setOrder(order.value());
		setDispatcherTypes(DispatcherType.REQUEST);
	}

}
