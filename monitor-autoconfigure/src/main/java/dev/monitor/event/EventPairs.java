package dev.monitor.event;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * Receives the pairs of an {@link EventMarker}.
 */
public interface EventPairs {

	/**
	 * Add a text.
	 * @param key the key, one of {@link Keys}
	 * @param value the text; {@code null} leaves the pair out
	 */
	void add(String key, @Nullable String value);

	/**
	 * Add an integer.
	 * @param key the key, one of {@link Keys}
	 * @param value the number
	 */
	void add(String key, long value);

	/**
	 * Add a number.
	 * @param key the key, one of {@link Keys} or a name that cannot forge a line
	 * @param value the number
	 */
	void addNumber(String key, BigDecimal value);

}
