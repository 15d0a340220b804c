package dev.monitor.logging;

import java.math.BigDecimal;

/**
 * Takes one value of whatever type.
 */
public interface ValueWriter {

	/**
	 * Write a text.
	 * @param value the text, well-formed or not
	 */
	void text(String value);

	/**
	 * Write a number.
	 * @param value the number
	 */
	void number(long value);

	/**
	 * Write a number.
	 * @param value the number, finite or not
	 */
	void number(double value);

	/**
	 * Write a number.
	 * @param value the number, finite or not
	 */
	void number(float value);

	/**
	 * Write a number in plain digits, or as a text if there would be too many of them.
	 * @param value the number
	 */
	void number(BigDecimal value);

	/**
	 * Write a truth value.
	 * @param value the value
	 */
	void bool(boolean value);

}
