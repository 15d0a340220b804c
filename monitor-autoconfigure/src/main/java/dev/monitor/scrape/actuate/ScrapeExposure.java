package dev.monitor.scrape.actuate;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * {@link BeanPostProcessor} that adds the scrape endpoint to the endpoints exposed over
 * the web, whatever list the user has. The user's exclude list still wins.
 */
public final class ScrapeExposure implements BeanPostProcessor, PriorityOrdered {

	/**
	 * Id of the scrape endpoint.
	 */
	public static final EndpointId ENDPOINT = EndpointId.of("prometheus");

	/**
	 * Return where a web server serves the scrape endpoint.
	 * @param endpoints the endpoints it serves
	 * @return the path, empty if the endpoint is not among them
	 */
	public static String path(PathMappedEndpoints endpoints) {
		return Objects.requireNonNullElse(endpoints.getPath(ENDPOINT), "");
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof WebEndpointProperties properties) {
			expose(properties.getExposure());
		}
		return bean;
	}

	private static void expose(WebEndpointProperties.Exposure exposure) {
		Set<String> include = new LinkedHashSet<>(exposure.getInclude());
		if (include.isEmpty()) {
			Collections.addAll(include, EndpointExposure.WEB.getDefaultIncludes());
		}
		include.add(ENDPOINT.toString());
		exposure.setInclude(include);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
