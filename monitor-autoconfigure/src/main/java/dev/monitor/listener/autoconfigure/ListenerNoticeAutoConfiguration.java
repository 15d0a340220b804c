package dev.monitor.listener.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.monitor.condition.ConditionalOnSwitch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that says once, in an application
 * without a web server, how to serve health and metrics if nothing does.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnSwitch("monitor.enabled")
@ConditionalOnNotWebApplication
public final class ListenerNoticeAutoConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(ListenerNoticeAutoConfiguration.class);

	/**
	 * Features with a listener, and the property that opens it.
	 */
	private static final Map<String, String> LISTENERS = listeners();

	private final ApplicationContext context;

	ListenerNoticeAutoConfiguration(ApplicationContext context) {
		this.context = context;
	}

	private static Map<String, String> listeners() {
		Map<String, String> listeners = new LinkedHashMap<>();
		listeners.put("port", "monitor.port.port");
		listeners.put("health", "monitor.health.listen-address");
		listeners.put("metrics", "monitor.metrics.listen-address");
		listeners.put("dashboard", "monitor.dashboard.listen-address");
		return listeners;
	}

	@EventListener
	void tell(ApplicationStartedEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		Environment environment = this.context.getEnvironment();
		List<String> closed = new ArrayList<>();
		for (Map.Entry<String, String> listener : LISTENERS.entrySet()) {
			if (StringUtils.hasText(environment.getProperty(listener.getValue()))) {
				return;
			}
			if (environment.getProperty("monitor." + listener.getKey() + ".enabled", Boolean.class, true)) {
				closed.add(listener.getValue());
			}
		}
		if (!closed.isEmpty()) {
			logger.info("This application has no web server. To serve health or metrics, set {}.",
					String.join(" or ", closed));
		}
	}

}
