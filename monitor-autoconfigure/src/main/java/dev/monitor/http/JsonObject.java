package dev.monitor.http;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * Writes a small JSON object (RFC 8259), member by member. For one thread.
 */
public final class JsonObject {

	private static final Set<Class<?>> WHOLE = Set.of(Byte.class, Short.class, Integer.class, Long.class,
			AtomicInteger.class, AtomicLong.class, LongAdder.class, LongAccumulator.class);

	private final StringBuilder text = new StringBuilder("{");

	private final String comma;

	private final String colon;

	/**
	 * Create an object without members, to be written without blanks.
	 */
	public JsonObject() {
		this(",", ":");
	}

	private JsonObject(String comma, String colon) {
		this.comma = comma;
		this.colon = colon;
	}

	/**
	 * Create an object without members, to be written with a blank behind each comma and
	 * colon, as {@code json.dumps} of Python does.
	 * @return the object
	 */
	public static JsonObject spaced() {
		return new JsonObject(", ", ": ");
	}

	/**
	 * Add a text.
	 * @param name the member's name
	 * @param value its value, {@code null} to leave the member out
	 * @return this object
	 */
	public JsonObject with(String name, @Nullable String value) {
		if (value != null) {
			begin(name);
			this.text.append(quote(value));
		}
		return this;
	}

	/**
	 * Add a whole number.
	 * @param name the member's name
	 * @param value its value
	 * @return this object
	 */
	public JsonObject with(String name, long value) {
		begin(name);
		this.text.append(value);
		return this;
	}

	/**
	 * Add a number. Whole ones never have a fraction, all others always do: readers that
	 * keep a type for each name, such as InfluxDB, must not see another one.
	 * @param name the member's name
	 * @param value its value; {@code null} to leave the member out, as one is that JSON
	 * has no number for (RFC 8259, section 6)
	 * @return this object
	 */
	public JsonObject withNumber(String name, @Nullable Number value) {
		if (value instanceof BigInteger) {
			begin(name);
			this.text.append(value);
		}
		else if (value != null && WHOLE.contains(value.getClass())) {
			with(name, value.longValue());
		}
		else if (value != null && Double.isFinite(value.doubleValue())) {
			begin(name);
			this.text.append(value.doubleValue());
		}
		return this;
	}

	/**
	 * Add an object.
	 * @param name the member's name
	 * @param value its value
	 * @return this object
	 */
	public JsonObject withObject(String name, JsonObject value) {
		begin(name);
		this.text.append(value);
		return this;
	}

	/**
	 * Add an array.
	 * @param name the member's name
	 * @param values its elements: numbers, objects of this type, collections; all others
	 * are sent as texts, and numbers that JSON has not as {@code null}
	 * @return this object
	 */
	public JsonObject withArray(String name, Collection<?> values) {
		begin(name);
		append(values);
		return this;
	}

	/**
	 * Tell whether there is no member.
	 * @return whether it is empty
	 */
	public boolean isEmpty() {
		return this.text.length() == 1;
	}

	/**
	 * Return the object as it is sent.
	 * @return JSON in UTF-8
	 */
	public byte[] toBytes() {
		return toString().getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return this.text + "}";
	}

	private void append(Collection<?> values) {
		String separator = "[";
		for (Object value : values) {
			this.text.append(separator);
			append(value);
			separator = this.comma;
		}
		this.text.append(values.isEmpty() ? "[]" : "]");
	}

	private void append(Object value) {
		if (value instanceof Number number) {
			this.text.append(Double.isFinite(number.doubleValue()) ? number : "null");
		}
		else if (value instanceof JsonObject) {
			this.text.append(value);
		}
		else if (value instanceof Collection<?> values) {
			append(values);
		}
		else {
			this.text.append(quote(String.valueOf(value)));
		}
	}

	private void begin(String name) {
		if (!isEmpty()) {
			this.text.append(this.comma);
		}
		this.text.append(quote(name));
		this.text.append(this.colon);
	}

	/**
	 * Write a text as JSON does (RFC 8259, section 7).
	 * @param value the text
	 * @return the text in quotes, in one line
	 */
	public static String quote(String value) {
		StringBuilder quoted = new StringBuilder("\"");
		value.chars().forEach((character) -> append(quoted, (char) character));
		return quoted.append('"').toString();
	}

	private static void append(StringBuilder text, char character) {
		switch (character) {
			case '"', '\\' -> text.append('\\').append(character);
			case '\b' -> text.append("\\b");
			case '\f' -> text.append("\\f");
			case '\n' -> text.append("\\n");
			case '\r' -> text.append("\\r");
			case '\t' -> text.append("\\t");
			default -> {
				if (Character.isISOControl(character)) {
					text.append("\\u%04X".formatted((int) character));
				}
				else {
					text.append(character);
				}
			}
		}
	}

}
