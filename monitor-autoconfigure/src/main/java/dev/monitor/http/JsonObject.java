package dev.monitor.http;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Writes a small JSON object (RFC 8259), member by member. For one thread.
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
