package dev.monitor.property;

import java.time.Duration;

/**
 * The range of the values that a property may have.
 *
 * @param <T> its type
 * @param least the least value
 * @param most the greatest value
 */
public record PropertyRange<T extends Comparable<T>>(T least, T most) {

	/**
	 * From one second to one hour.
	 */
	public static final PropertyRange<Duration> SECOND_TO_HOUR = new PropertyRange<>(Duration.ofSeconds(1),
			Duration.ofHours(1));

	/**
	 * From one second to one minute.
	 */
	public static final PropertyRange<Duration> SECOND_TO_MINUTE = new PropertyRange<>(Duration.ofSeconds(1),
			Duration.ofMinutes(1));

	/**
	 * Return a value that is in the range.
	 * @param property full name of the property
	 * @param value its value
	 * @param remedy what to write instead, a sentence
	 * @return the value
	 * @throws InvalidPropertyException if the value is outside
	 */
	public T require(String property, T value, String remedy) {
		if (value.compareTo(this.least) < 0 || value.compareTo(this.most) > 0) {
			throw new InvalidPropertyException(property, value, "is not between " + this, remedy);
		}
		return value;
	}

	@Override
	public String toString() {
		return InvalidPropertyException.shown(this.least) + " and " + InvalidPropertyException.shown(this.most);
	}

}
