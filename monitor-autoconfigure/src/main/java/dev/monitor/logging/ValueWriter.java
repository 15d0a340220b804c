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

	void number(BigDecimal value);

	void bool(boolean value);

}
