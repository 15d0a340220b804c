package dev.monitor.logging.autoconfigure;

import java.util.Map;

import dev.monitor.logging.logback.EventFormatter;
import dev.monitor.logging.logback.LineSettings;
import dev.monitor.property.InvalidPropertyException;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.ClassUtils;

/**
 * {@link EnvironmentPostProcessor} that makes lines the console's default format, after
 * the application's own configuration is known and before logging starts. Stays out if
 * the application says anything else about its logging.
 */
public final class LoggingEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	/**
	 * The formatter, by name: its class cannot be loaded without the libraries.
	 */
	static final String FORMATTER = "dev.monitor.logging.logback.EventFormatter";

	static final String CONSOLE_FORMAT = "logging.structured.format.console";

	private static final String[] CONFIGURED_BY_USER = { CONSOLE_FORMAT, "logging.config" };

	private static final String[] SWITCHES = { "monitor.enabled", "monitor.logging.enabled" };

	private static final String[] LIBRARIES = { "ch.qos.logback.classic.LoggerContext",
			"net.logstash.logback.composite.loggingevent.MdcJsonProvider", "tools.jackson.databind.ObjectMapper" };

	/**
	 * The files for which Spring Boot's logging system looks on the class path.
	 */
	private static final String[] FILES = { "logback-test", "logback", "logback-test-spring", "logback-spring" };

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER + 1;
	}

	/**
	 * Set the default.
	 * @throws InvalidPropertyException if a property of the lines cannot be used
	 */
	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		ClassLoader classLoader = application.getClassLoader();
		for (String property : SWITCHES) {
			if (!environment.getProperty(property, Boolean.class, true)) {
				return;
			}
		}
		if (!hasLibraries(classLoader) || isConfiguredByUser(environment, classLoader)) {
			return;
		}
		if (!LineSettings.isOff(environment)) {
			LineSettings.from(environment);
			environment.getPropertySources()
				.addLast(new MapPropertySource("monitorLogging", Map.of(CONSOLE_FORMAT, FORMATTER)));
		}
	}

	private static boolean hasLibraries(ClassLoader classLoader) {
		for (String library : LIBRARIES) {
			if (!ClassUtils.isPresent(library, classLoader)) {
				return false;
			}
		}
		return true;
	}

	private static boolean isConfiguredByUser(ConfigurableEnvironment environment, ClassLoader classLoader) {
		for (String property : CONFIGURED_BY_USER) {
			if (environment.containsProperty(property)) {
				return true;
			}
		}
		for (String file : FILES) {
			if (new ClassPathResource(file + ".xml", classLoader).exists()
					|| new ClassPathResource(file + ".groovy", classLoader).exists()) {
				return true;
			}
		}
		return false;
	}

}
