package dev.monitor.condition.autoconfigure;

/**
 * The application runs on a Spring Boot that is too old.
 */
final class UnsupportedBootException extends RuntimeException {

	UnsupportedBootException(String version) {
		super("Monitor needs Spring Boot 4.1 or later; this application runs on " + version + ".");
	}

}
