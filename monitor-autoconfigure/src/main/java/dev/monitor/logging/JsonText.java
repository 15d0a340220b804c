package dev.monitor.logging;

import java.math.BigDecimal;

/**
 * A value with inner structure, as compact JSON on its way into a {@link Line}. Not
 * thread-safe.
 */
public final class JsonText implements ValueWriter {

	private static final int LIMIT = 64 * 1024;

	private static final String HEX = "0123456789abcdef";

	private final StringBuilder json = new StringBuilder();

	/**
	 * Tell whether there is more than any line can hold.
	 * @return whether to stop writing
	 */
	public boolean isFull() {
		return this.json.length() > LIMIT;
	}

	/**
	 * Tell whether there is an object without properties so far.
	 * @return whether that is all
	 */
	public boolean isEmptyObject() {
		return this.json.length() == 2 && this.json.charAt(0) == '{';
	}

	/**
	 * Start an array or an object.
	 * @param bracket how it opens
	 */
	public void start(char bracket) {
		separate();
		this.json.append(bracket);
	}

	/**
	 * End an array or an object.
	 * @param bracket how it closes
	 */
	public void end(char bracket) {
		this.json.append(bracket);
	}

	/**
	 * Write a property's name, before its value.
	 * @param name the name
	 */
	public void name(String name) {
		text(name);
		this.json.append(':');
	}

	/**
	 * Write null.
	 */
	public void nothing() {
		literal("null");
	}

	@Override
	public void number(long value) {
		literal(Long.toString(value));
	}

	@Override
	public void number(double value) {
		if (Double.isFinite(value)) {
			literal(Decimals.plain(value, Double.toString(value)));
		}
		else {
			text(Double.toString(value));
		}
	}

	@Override
	public void number(float value) {
		if (Float.isFinite(value)) {
			literal(Decimals.plain(value, Float.toString(value)));
		}
		else {
			text(Float.toString(value));
		}
	}

	@Override
	public void number(BigDecimal value) {
		if (Decimals.isPlain(value)) {
			literal(Decimals.plain(value));
		}
		else {
			text(value.toString());
		}
	}

	@Override
	public void bool(boolean value) {
		literal(String.valueOf(value));
	}

	private void literal(String literal) {
		if (!isFull()) {
			separate();
			this.json.append(literal);
		}
	}

	@Override
	public void text(String value) {
		separate();
		this.json.append('"');
		for (int i = 0; i < value.length() && !isFull(); i++) {
			char c = value.charAt(i);
			if (c == '"' || c == '\\') {
				this.json.append('\\').append(c);
			}
			else if (c < ' ') {
				control(c);
			}
			else {
				this.json.append(c);
			}
		}
		this.json.append('"');
	}

	private void control(char c) {
		switch (c) {
			case '\n' -> this.json.append("\\n");
			case '\r' -> this.json.append("\\r");
			case '\t' -> this.json.append("\\t");
			default -> this.json.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
		}
	}

	private void separate() {
		int length = this.json.length();
		if (length > 0) {
			char last = this.json.charAt(length - 1);
			if (last != '[' && last != '{' && last != ':') {
				this.json.append(',');
			}
		}
	}

	/**
	 * Return the JSON.
	 * @return what has been written so far
	 */
	@Override
	public String toString() {
		return this.json.toString();
	}

}
