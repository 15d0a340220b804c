package dev.monitor.health.autoconfigure;

import java.util.Map;
import java.util.function.Function;

import dev.monitor.gate.Gates;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.servlet.AnswerFilter;
import dev.monitor.http.servlet.FilterOrder;
import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.util.function.SingletonSupplier;

/**
 * The addresses on the main port, unless they have a listener of their own. The filter
 * finds its gates at the first request, so that creating the web server early does not
 * create every gate's collaborators early.
 */
class GateFilter extends FilterRegistrationBean<AnswerFilter> implements OwnPaths {

	GateFilter(HealthProperties properties, ObjectProvider<Gates> gates,
			ObjectProvider<ApplicationAvailability> availability) {
		Map<String, Function<HttpRequest, HttpResponse>> answers = GatePaths.answers(properties,
				SingletonSupplier.of(gates::getObject), availability.getIfAvailable());
		setFilter(new AnswerFilter(answers));
		setUrlPatterns(answers.keySet());
		setDispatcherTypes(DispatcherType.REQUEST);
		setOrder(FilterOrder.GATES.value());
	}

	@Override
	public boolean contain(String path) {
		return getUrlPatterns().contains(path);
	}

}
