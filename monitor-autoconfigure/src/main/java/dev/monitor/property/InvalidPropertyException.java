package dev.monitor.property;

import java.time.Duration;

import dev.monitor.secret.SecretTexts;
import dev.monitor.task.DurationText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Stops the start of the application because of one configuration property. Boot prints
 * it as a failure analysis: what is wrong with which property, and what to write instead.
 */
public class InvalidPropertyException extends FailureAnalyzedException {

	/**
	 * Full name of the property.
	 */
	private final String property;

	/**
	 * Create the failure.
	 * @param property full name of the property
	 * @param value the value found, shown without what looks like a secret in it;
	 * {@code null} if it is absent or must not be shown
	 * @param problem what is wrong, a clause whose subject is the property, such as "is
	 * not between 1s and 1h"
	 * @param remedy what to write instead, a sentence
	 */
	public InvalidPropertyException(String property, @Nullable Object value, String problem, String remedy) {
		super("Property '%s'%s %s.".formatted(property, (value != null) ? " with value '" + shown(value) + "'" : "",
				problem), remedy);
		this.property = property;
	}

	static String shown(Object value) {
		return (value instanceof Duration time) ? DurationText.of(time) : SecretTexts.redact(String.valueOf(value));
	}

	private InvalidPropertyException(String property, String description, String remedy) {
		super(description, remedy);
		this.property = property;
	}

	/**
	 * Create the failure of a property that is missing.
	 * @param property full name of the property
	 * @param reason why it is needed, a clause that can follow "because"
	 * @param remedy what to write, a sentence
	 * @return the failure
	 */
	public static InvalidPropertyException mustBeSet(String property, String reason, String remedy) {
		return new InvalidPropertyException(property,
				"Property '%s' must be set because %s.".formatted(property, reason), remedy);
	}

	/**
	 * Create the failure of several properties of which one must be set, and none is.
	 * @param property full name of the first of them
	 * @param description what is wrong, a sentence
	 * @param remedy what to write, a sentence
	 * @return the failure
	 */
	public static InvalidPropertyException oneMustBeSet(String property, String description, String remedy) {
		return new InvalidPropertyException(property, description, remedy);
	}

	/**
	 * Return the full name of the property.
	 * @return the name
	 */
	public String getProperty() {
		return this.property;
	}

}
