package dev.monitor.http;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * Writes a JSON object (RFC 8259), member by member. For one thread.
 */
public final class JsonObject {

	private final StringBuilder text = new StringBuilder("{");

	/**
	 * Add a text.
	 * @param name the member's name
	 * @param value its value, {@code null} to leave the member out
	 * @return this object
	 */
	public JsonObject with(String name, @Nullable String value) {
		if (value != null) {
			begin(name);
			append(value);
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
	 * Add a number.
	 * @param name the member's name
	 * @param value its value; one that is not finite is sent as {@code null}
	 * @return this object
	 */
	public JsonObject with(String name, Number value) {
		begin(name);
		this.text.append(number(value));
		return this;
	}

	/**
	 * Add an object.
	 * @param name the member's name
	 * @param value its value
	 * @return this object
	 */
	public JsonObject with(String name, JsonObject value) {
		begin(name);
		this.text.append(value);
		return this;
	}

	/**
	 * Add an array.
	 * @param name the member's name
	 * @param values its elements: numbers, objects of this type, collections; all others
	 * are sent as texts
	 * @return this object
	 */
	public JsonObject with(String name, Collection<?> values) {
		begin(name);
		append(values);
		return this;
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

	private void begin(String name) {
		if (this.text.length() > 1) {
			this.text.append(',');
		}
		append(name);
		this.text.append(':');
	}

	private void append(Collection<?> values) {
		String separator = "[";
		for (Object value : values) {
			this.text.append(separator);
			append(value);
			separator = ",";
		}
		this.text.append(values.isEmpty() ? "[]" : "]");
	}

	private void append(Object value) {
		if (value instanceof Number number) {
			this.text.append(number(number));
		}
		else if (value instanceof JsonObject object) {
			this.text.append(object);
		}
		else if (value instanceof Collection<?> values) {
			append(values);
		}
		else {
			append(String.valueOf(value));
		}
	}

	private static String number(Number value) {
		if (value instanceof Double || value instanceof Float) {
			double real = value.doubleValue();
			boolean whole = real == Math.rint(real) && Math.abs(real) < 1e15;
			return whole ? String.valueOf((long) real) : Double.isFinite(real) ? String.valueOf(real) : "null";
		}
		return String.valueOf(value);
	}

	private void append(String value) {
		this.text.append('"');
		value.chars().forEach((character) -> append((char) character));
		this.text.append('"');
	}

	private void append(char character) {
		switch (character) {
			case '"', '\\' -> this.text.append('\\').append(character);
			case '\b' -> this.text.append("\\b");
			case '\f' -> this.text.append("\\f");
			case '\n' -> this.text.append("\\n");
			case '\r' -> this.text.append("\\r");
			case '\t' -> this.text.append("\\t");
			default -> {
				if (Character.isISOControl(character)) {
					this.text.append("\\u%04X".formatted((int) character));
				}
				else {
					this.text.append(character);
				}
			}
		}
	}

}
