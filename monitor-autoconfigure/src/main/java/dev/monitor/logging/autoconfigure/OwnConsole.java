package dev.monitor.logging.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.util.ResourceUtils;

/**
 * What an application says about its console itself.
 *
 * @param name the property or the file
 * @param file the file, if it is one
 */
record OwnConsole(String name, @Nullable Resource file) {

	private static final String FILE = "logging.config";

	private static final String[] PROPERTIES = { LoggingEnvironmentPostProcessor.CONSOLE_FORMAT,
			"logging.pattern.console" };

	/**
	 * The files for which Spring Boot's logging system looks on the class path.
	 */
	private static final String[] FILES = { "logback-test", "logback", "logback-test-spring", "logback-spring" };

	/**
	 * Find it.
	 * @param environment where the properties are
	 * @param classLoader where the files are
	 * @return what there is, {@code null} if the application says nothing
	 */
	static @Nullable OwnConsole find(Environment environment, @Nullable ClassLoader classLoader) {
		String config = environment.getProperty(FILE);
		if (config != null) {
			return new OwnConsole(FILE, resource(config));
		}
		for (String property : PROPERTIES) {
			if (environment.containsProperty(property)) {
				return new OwnConsole(property, null);
			}
		}
		for (String file : FILES) {
			for (String extension : new String[] { ".xml", ".groovy" }) {
				Resource resource = new ClassPathResource(file + extension, classLoader);
				if (resource.exists()) {
					return new OwnConsole(file + extension, resource);
				}
			}
		}
		return null;
	}

	/**
	 * Find a file as Spring Boot's logging system does, which reports one that is
	 * missing.
	 */
	private static @Nullable Resource resource(String location) {
		try {
			return new UrlResource(ResourceUtils.getURL(location));
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Tell whether it asks for Monitor's encoder, which reads the properties.
	 */
	boolean usesMonitor() {
		try {
			return this.file != null && this.file.getContentAsString(StandardCharsets.UTF_8).contains("dev.monitor.");
		}
		catch (IOException ex) {
			return false;
		}
	}

}
