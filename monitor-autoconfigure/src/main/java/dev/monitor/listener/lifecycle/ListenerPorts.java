package dev.monitor.listener.lifecycle;

import java.util.Map;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * The ports of listeners as properties, as Spring Boot tells that of the web server.
 */
public final class ListenerPorts {

	private ListenerPorts() {
	}

	/**
	 * Set {@code local.monitor.<name>.port}.
	 * @param environment the environment to set it in
	 * @param name what the listener serves, a word
	 * @param port its port
	 */
	public static void publish(ConfigurableEnvironment environment, String name, int port) {
		String property = "local.monitor." + name + ".port";
		environment.getPropertySources().addFirst(new MapPropertySource(property, Map.of(property, port)));
	}

}
