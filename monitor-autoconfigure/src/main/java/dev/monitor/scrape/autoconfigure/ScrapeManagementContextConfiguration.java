package dev.monitor.scrape.autoconfigure;

import java.util.function.Function;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.guard.AccessGuard;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.servlet.FilterOrder;
import dev.monitor.scrape.ScrapeGuard;
import dev.monitor.scrape.actuate.ScrapeExposure;
import dev.monitor.scrape.servlet.ScrapeAccessFilter;
import dev.monitor.scrape.servlet.ScrapePath;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.DispatcherType;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link ManagementContextConfiguration @ManagementContextConfiguration} that puts the
 * guard in front of the port which serves the endpoints, be it the application's or one
 * of their own.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnMonitorFeature("metrics")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ PrometheusMeterRegistry.class, PrometheusScrapeEndpoint.class })
@ConditionalOnBean(name = "monitorScrapeGuard")
class ScrapeManagementContextConfiguration extends FilterRegistrationBean<ScrapeAccessFilter> {

	ScrapeManagementContextConfiguration(AccessGuard monitorScrapeGuard, Environment environment,
			ObjectProvider<PathMappedEndpoints> endpoints) {
		boolean elsewhere = ScrapeListenerConfiguration.isOn(environment);
		Function<HttpRequest, @Nullable HttpResponse> answers = elsewhere ? (request) -> ScrapeGuard.SERVED_ELSEWHERE
				: (request) -> monitorScrapeGuard.judge(request).conclude();
		// The filter exists before the endpoints, and asking for them now would create
		// them.
		setFilter(new ScrapeAccessFilter(answers,
				new ScrapePath(SingletonSupplier.of(() -> ScrapeExposure.path(endpoints.getObject())))));
		setOrder(FilterOrder.SCRAPE.value());
		setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.FORWARD);
	}

}
