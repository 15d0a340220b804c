package dev.monitor.logging;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Fractions as readers of logs and metrics take them: plain digits, at most six decimals,
 * no exponent, no grouping.
 */
final class Decimals {

	private static final int DECIMALS = 6;

	/**
	 * Up to this many digits before the point a number is spelled out; a longer one would
	 * be no number to anyone, and {@code 1E1000000000} would fill the memory.
	 */
	private static final int MOST_DIGITS = 400;

	private Decimals() {
	}

	/**
	 * Tell whether a number can be written as plain digits.
	 * @param value the number
	 * @return whether it is of sensible length
	 */
	static boolean isPlain(BigDecimal value) {
		return (long) value.precision() - value.scale() <= MOST_DIGITS;
	}

	static String plain(BigDecimal value) {
		BigDecimal rounded = value;
		if (value.scale() > DECIMALS) {
			rounded = isBelowHalf(value) ? BigDecimal.ZERO : value.setScale(DECIMALS, RoundingMode.HALF_EVEN);
		}
		rounded = (rounded.signum() != 0) ? rounded.stripTrailingZeros() : BigDecimal.ZERO;
		return rounded.toPlainString();
	}

	/**
	 * Return a finite number as a text.
	 * @param value the number
	 * @param digits its shortest decimal text
	 * @return the text
	 */
	static String plain(double value, String digits) {
		return isWhole(value) ? Long.toString((long) value) : fraction(digits);
	}

	/**
	 * Append a finite number.
	 * @param out the line
	 * @param value the number
	 * @param digits its shortest decimal text
	 */
	static void append(LineBuffer out, double value, String digits) {
		if (isWhole(value)) {
			out.putNumber((long) value);
		}
		else {
			out.putAscii(fraction(digits));
		}
	}

	private static boolean isWhole(double value) {
		return value == Math.rint(value) && Math.abs(value) < 1e15;
	}

	private static String fraction(String digits) {
		boolean plain = digits.indexOf('E') < 0 && digits.length() - digits.indexOf('.') - 1 <= DECIMALS;
		return plain ? digits : plain(new BigDecimal(digits));
	}

	private static boolean isBelowHalf(BigDecimal value) {
		return (long) value.precision() - value.scale() < -DECIMALS;
	}

}
