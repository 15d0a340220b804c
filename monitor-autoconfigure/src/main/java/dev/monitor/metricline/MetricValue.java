package dev.monitor.metricline;

import java.math.BigDecimal;
import java.math.RoundingMode;

import org.jspecify.annotations.Nullable;

/**
 * One number on its way into a line.
 *
 * @param type what a reader does with it
 * @param name its full name, letters, digits, {@code _}, {@code .} and {@code -}
 * @param value the number, not negative
 * @param unit the unit, ASCII letters; may be empty
 */
record MetricValue(MetricType type, String name, BigDecimal value, String unit) {

	private static final int DECIMALS = 6;

	/**
	 * Create the number.
	 * @param name any text: it may come from a reader of the application's
	 */
	MetricValue {
		name = MetricNames.clean(name.substring(0, Math.min(name.length(), MetricNames.LONGEST)), '.');
	}

	/**
	 * Return a number as a reader can take it.
	 * @param value the number
	 * @return at most six decimals, or {@code null} for a number that l2met's scanner
	 * cannot read: a negative or infinite one, or none
	 */
	static @Nullable BigDecimal readable(double value) {
		if (!Double.isFinite(value) || value < 0) {
			return null;
		}
		BigDecimal exact = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
		return (exact.signum() != 0) ? new BigDecimal(exact.stripTrailingZeros().toPlainString()) : BigDecimal.ZERO;
	}

	String key() {
		return this.type.prefix() + this.name;
	}

	/**
	 * Return the number with its unit right behind it, without an exponent.
	 * @return the text
	 */
	String text() {
		return this.value.toPlainString() + this.unit;
	}

	int length() {
		return key().length() + text().length() + 2;
	}

}
