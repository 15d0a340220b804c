package dev.monitor.event;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * Receives the pairs of an {@link EventMarker}. Its keys are written as they are: names
 * of its own kind, or {@link Keys}.
 */
public interface EventPairs {

	/**
	 * Add a text.
	 * @param key the key
	 * @param value the text; {@code null} leaves the pair out
	 */
	void add(String key, @Nullable String value);

	/**
	 * Add an integer.
	 * @param key the key
	 * @param value the number
	 */
	void add(String key, long value);

	/**
	 * Add what is only said if it is so.
	 * @param key the key
	 * @param flag whether it is so; {@code false} leaves the pair out
	 */
	default void addFlag(String key, boolean flag) {
		add(key, flag ? "true" : null);
	}

	/**
	 * Add a number.
	 * @param key the key
	 * @param value the number
	 */
	void addNumber(String key, BigDecimal value);

}
