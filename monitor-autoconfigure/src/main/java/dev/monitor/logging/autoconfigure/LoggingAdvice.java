package dev.monitor.logging.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Says which settings of logging have no effect together, each once in a JVM. It is a
 * warning if the application asks for what it does not get.
 */
final class LoggingAdvice {

	private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

	private static final String JSON = "logging.structured.json";

	private final Log logger;

	LoggingAdvice(Log logger) {
		this.logger = logger;
	}

	/**
	 * Forget what was said.
	 */
	static void reset() {
		SAID.clear();
	}

	void aboutLibrary(Environment environment, String missing) {
		String message = "Monitor leaves the console as it is: its lines need " + missing
				+ ", which is not there. Events of requests, queries and GraphQL have their fields as SLF4J key-values";
		if (isAskedFor(environment)) {
			warn(LoggingEnvironmentPostProcessor.FORMAT + " has no effect. " + message);
		}
		else if (SAID.add(message)) {
			this.logger.info(message);
		}
	}

	void aboutConsole(Environment environment, OwnConsole own) {
		boolean ours = LoggingEnvironmentPostProcessor.FORMATTER
			.equals(environment.getProperty(LoggingEnvironmentPostProcessor.CONSOLE_FORMAT));
		if (isAskedFor(environment) && !ours && !own.usesMonitor()) {
			warn(LoggingEnvironmentPostProcessor.FORMAT + " has no effect, since the application has " + own.name()
					+ ", which wins. Remove one of the two");
		}
	}

	/**
	 * Name the settings of Spring Boot's JSON that no format reads.
	 */
	void aboutJson(Environment environment) {
		Set<String> settings = new TreeSet<>(Binder.get(environment)
			.bind(JSON, Bindable.mapOf(String.class, Object.class))
			.orElseGet(Map::of)
			.keySet());
		settings.removeIf((setting) -> setting.startsWith("stacktrace"));
		if (!settings.isEmpty() && !environment.containsProperty("logging.structured.format.file")) {
			warn(JSON + '.' + String.join(", " + JSON + '.', settings)
					+ " have no effect on Monitor's lines. Remove them, or choose a format of Spring Boot's with "
					+ LoggingEnvironmentPostProcessor.CONSOLE_FORMAT);
		}
	}

	private void warn(String message) {
		if (SAID.add(message)) {
			this.logger.warn(message);
		}
	}

	/**
	 * YAML reads "off" as false.
	 */
	private static boolean isAskedFor(Environment environment) {
		String format = environment.getProperty(LoggingEnvironmentPostProcessor.FORMAT);
		return format != null && !format.equalsIgnoreCase("off") && !format.equalsIgnoreCase("false");
	}

}
