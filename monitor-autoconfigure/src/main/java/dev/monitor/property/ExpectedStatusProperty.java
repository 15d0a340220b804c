package dev.monitor.property;

import dev.monitor.http.ExpectedStatus;
import org.jspecify.annotations.Nullable;

/**
 * Properties named {@code expected-status}.
 */
public final class ExpectedStatusProperty {

	private ExpectedStatusProperty() {
	}

	/**
	 * Read the value of such a property.
	 * @param property full name of the property
	 * @param value its value, {@code null} if it is not set
	 * @return the status codes, any of 200 to 299 if it is not set
	 * @throws InvalidPropertyException if the value is no list of codes and ranges
	 */
	public static ExpectedStatus parse(String property, @Nullable String value) {
		try {
			return (value != null) ? ExpectedStatus.parse(value) : ExpectedStatus.SUCCESS;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(property, value, String.valueOf(ex.getMessage()),
					"Set " + property + " to codes and ranges such as 200-299,401.");
		}
	}

}
