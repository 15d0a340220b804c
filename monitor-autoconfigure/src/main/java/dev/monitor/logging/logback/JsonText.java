package dev.monitor.logging.logback;

/**
 * A value with inner structure, as compact JSON. Takes no more once it is longer than any
 * line.
 */
final class JsonText {

	static final int LIMIT = 64 * 1024;

	private static final String HEX = "0123456789abcdef";

	private final StringBuilder json = new StringBuilder();

	boolean isFull() {
		return this.json.length() > LIMIT;
	}

	boolean isEmptyObject() {
		return this.json.length() == 2 && this.json.charAt(0) == '{';
	}

	void start(char bracket) {
		separate();
		this.json.append(bracket);
	}

	void end(char bracket) {
		this.json.append(bracket);
	}

	void name(String name) {
		string(name);
		this.json.append(':');
	}

	/**
	 * Add a number, boolean or null.
	 * @param literal its text
	 */
	void literal(String literal) {
		separate();
		this.json.append(literal);
	}

	void string(String value) {
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

	@Override
	public String toString() {
		return this.json.toString();
	}

}
