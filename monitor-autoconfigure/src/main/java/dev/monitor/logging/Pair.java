package dev.monitor.logging;

import java.nio.charset.StandardCharsets;

/**
 * Where a pair stands in its line.
 */
final class Pair {

	String key = "";

	/**
	 * Whether the key is reserved, so that the pair needs another even if it is the first
	 * to ask for it.
	 */
	boolean taken;

	/**
	 * Whether the value may be cut; numbers and booleans may not.
	 */
	boolean text;

	/**
	 * Whether the value is an array or an object, which is another value than its JSON as
	 * a text.
	 */
	boolean json;

	int start;

	int keyEnd;

	int valueStart;

	int end;

	/**
	 * Give the line's last pair another key.
	 * @param line the line
	 * @param newKey the key, clean
	 */
	void rename(LineBuffer line, String newKey) {
		int growth = line.replace(this.keyEnd - this.key.length(), this.keyEnd,
				newKey.getBytes(StandardCharsets.US_ASCII));
		this.key = newKey;
		this.keyEnd += growth;
		this.valueStart += growth;
		this.end += growth;
	}

	void move(int by) {
		this.start += by;
		this.keyEnd += by;
		this.valueStart += by;
		this.end += by;
	}

}
