package dev.monitor.property;

import dev.monitor.secret.SecretTexts;
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
	 * @param problem what is wrong, a clause that can follow "because it"
	 * @param remedy what to write instead, a sentence
	 */
	public InvalidPropertyException(String property, @Nullable Object value, String problem, String remedy) {
		super("Property '%s'%s cannot be used because it %s.".formatted(property,
				(value != null) ? " with value '" + SecretTexts.redact(String.valueOf(value)) + "'" : "", problem),
				remedy);
		this.property = property;
	}

	/**
	 * Return the full name of the property.
	 * @return the name
	 */
	public String getProperty() {
		return this.property;
	}

}
