package dev.monitor.logging.logback;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import tools.jackson.core.JsonGenerator;

/**
 * Writes the values that most events carry, without asking Jackson how.
 */
final class PlainValues {

	private PlainValues() {
	}

	/**
	 * Write a value if it is a plain one.
	 * @param generator where to
	 * @param value the value
	 * @return whether it is written
	 */
	static boolean write(JsonGenerator generator, Object value) {
		if (value instanceof String text) {
			generator.writeString(text);
		}
		else if (value instanceof Number number) {
			return write(generator, number);
		}
		else if (value instanceof Boolean state) {
			generator.writeBoolean(state);
		}
		else if (value instanceof CharSequence || value instanceof Character || value instanceof Throwable) {
			generator.writeString(value.toString());
		}
		else {
			return false;
		}
		return true;
	}

	private static boolean write(JsonGenerator generator, Number number) {
		if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte
				|| number instanceof AtomicLong || number instanceof AtomicInteger) {
			generator.writeNumber(number.longValue());
		}
		else if (number instanceof Double) {
			generator.writeNumber(number.doubleValue());
		}
		else if (number instanceof Float) {
			generator.writeNumber(number.floatValue());
		}
		else if (number.getClass() == BigDecimal.class) {
			generator.writeNumber((BigDecimal) number);
		}
		else if (number.getClass() == BigInteger.class) {
			generator.writeNumber((BigInteger) number);
		}
		else {
			return false;
		}
		return true;
	}

}
