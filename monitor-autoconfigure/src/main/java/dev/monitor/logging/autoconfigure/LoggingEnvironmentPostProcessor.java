package dev.monitor.logging.autoconfigure;

import java.util.Map;

import dev.monitor.condition.BootstrapEnvironment;
import dev.monitor.condition.TestEnvironment;
import dev.monitor.logging.logback.LineSettings;
import dev.monitor.property.EarlyProperty;
import dev.monitor.property.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * {@link EnvironmentPostProcessor} that makes lines the console's default format, after
 * the application's own configuration is known and before logging starts. Stays out if
 * the application says anything else about its logging, is being developed or tested.
 */
public final class LoggingEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	/**
	 * The formatter, by name: its class cannot be loaded without the libraries.
	 */
	static final String FORMATTER = "dev.monitor.logging.logback.EventFormatter";

	static final String CONSOLE_FORMAT = "logging.structured.format.console";

	static final String FORMAT = "monitor.logging.format";

	private static final String[] SWITCHES = { "monitor.enabled", "monitor.logging.enabled" };

	/**
	 * Names of libraries, and a class of each.
	 */
	private static final String[][] LIBRARIES = { { "Logback", "ch.qos.logback.classic.LoggerContext" },
			{ "logstash-logback-encoder", "net.logstash.logback.composite.loggingevent.MdcJsonProvider" },
			{ "Jackson 3", "tools.jackson.databind.ObjectMapper" } };

	private static final String DEVTOOLS = "org.springframework.boot.devtools.restart.Restarter";

	private final LoggingAdvice advice;

	/**
	 * Create the post processor; Spring Boot does it.
	 * @param logs where to say what Monitor cannot do, once there is a log
	 */
	public LoggingEnvironmentPostProcessor(DeferredLogFactory logs) {
		this.advice = new LoggingAdvice(logs.getLog(LoggingEnvironmentPostProcessor.class));
	}

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
		if (BootstrapEnvironment.is(environment)) {
			return;
		}
		if (isEnabled(environment) && isPossible(environment, application.getClassLoader())
				&& !isOff(environment, application.getClassLoader())) {
			LineSettings.from(environment);
			addDefault(environment, CONSOLE_FORMAT, FORMATTER);
			this.advice.aboutJson(environment);
		}
		else {
			forgetEarlierApplication(environment);
		}
	}

	private static boolean isEnabled(ConfigurableEnvironment environment) {
		for (String property : SWITCHES) {
			if (!EarlyProperty.read(environment, property, Boolean.class, true)) {
				return false;
			}
		}
		return true;
	}

	private boolean isPossible(ConfigurableEnvironment environment, @Nullable ClassLoader classLoader) {
		for (String[] library : LIBRARIES) {
			if (!ClassUtils.isPresent(library[1], classLoader)) {
				this.advice.aboutLibrary(environment, library[0]);
				return false;
			}
		}
		OwnConsole own = OwnConsole.find(environment, classLoader);
		if (own == null) {
			return true;
		}
		this.advice.aboutConsole(environment, own);
		if (own.usesMonitor()) {
			addDefault(environment, "spring.main.banner-mode", "off");
		}
		return false;
	}

	private static boolean isOff(ConfigurableEnvironment environment, @Nullable ClassLoader classLoader) {
		return environment.containsProperty(FORMAT) ? LineSettings.isOff(environment)
				: ClassUtils.isPresent(DEVTOOLS, classLoader) || TestEnvironment.is(environment);
	}

	private static void addDefault(ConfigurableEnvironment environment, String property, String value) {
		environment.getPropertySources().addLast(new MapPropertySource("monitorLogging", Map.of(property, value)));
	}

	/**
	 * Take back what Spring Boot keeps of an application before this one in the same JVM,
	 * and would prefer to this one's properties.
	 */
	private static void forgetEarlierApplication(ConfigurableEnvironment environment) {
		String property = LoggingSystemProperty.CONSOLE_STRUCTURED_FORMAT.getEnvironmentVariableName();
		if (FORMATTER.equals(System.getProperty(property))
				&& !FORMATTER.equals(environment.getProperty(CONSOLE_FORMAT))) {
			System.clearProperty(property);
		}
	}

}
