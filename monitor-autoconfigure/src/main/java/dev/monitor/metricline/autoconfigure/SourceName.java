package dev.monitor.metricline.autoconfigure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.identity.Identity;
import dev.monitor.metricline.MetricSource;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Finds out where numbers come from. Never makes up an id: one that changes with every
 * restart would begin new series each time.
 */
final class SourceName {

	/**
	 * Host name of a pod in a StatefulSet. Random suffixes of other pods are longer.
	 */
	private static final Pattern STATEFUL_POD = Pattern.compile("(.+)-(0|[1-9][0-9]{0,3})");

	private SourceName() {
	}

	static MetricSource from(MetricLinesProperties properties, Environment environment, HostName host) {
		String instance = host.value().isEmpty() ? null : host.value();
		for (String name : new String[] { properties.getSource(), environment.getProperty("DYNO"),
				place(environment, host), Identity.from(environment).application() }) {
			if (StringUtils.hasText(name)) {
				return new MetricSource(name.strip(), instance);
			}
		}
		return new MetricSource("application", instance);
	}

	/**
	 * Return the place in a StatefulSet as Heroku would write it: {@code orders.2} for
	 * {@code orders-2}.
	 */
	private static String place(Environment environment, HostName host) {
		Matcher pod = STATEFUL_POD.matcher(host.value());
		boolean kubernetes = environment.containsProperty("KUBERNETES_SERVICE_HOST");
		return (kubernetes && pod.matches()) ? pod.group(1) + '.' + pod.group(2) : "";
	}

}
