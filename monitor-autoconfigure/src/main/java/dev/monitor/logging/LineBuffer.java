package dev.monitor.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The bytes of a line, in an array that grows. Not thread-safe.
 */
final class LineBuffer {

	private static final int INITIAL = 512;

	/**
	 * The bytes; the array may change with every {@link #reserve}.
	 */
	byte[] bytes = new byte[INITIAL];

	int length;

	/**
	 * Make room after the last byte.
	 * @param more how many bytes must fit
	 * @return the array to write to
	 */
	byte[] reserve(int more) {
		if (more > this.bytes.length - this.length) {
			int wanted = Math.addExact(this.length, more);
			this.bytes = Arrays.copyOf(this.bytes, Math.max(wanted, wanted + (wanted >> 1)));
		}
		return this.bytes;
	}

	void put(char ascii) {
		reserve(1)[this.length++] = (byte) ascii;
	}

	/**
	 * Append text that is known to be ASCII.
	 * @param text the text
	 */
	void putAscii(String text) {
		putAscii(text, 0, text.length());
	}

	/**
	 * Append a part of a text that is known to be ASCII.
	 * @param text the text
	 * @param from where the part begins
	 * @param to where it ends, exclusive
	 */
	@SuppressWarnings("deprecation") // one block copy, nothing to encode
	void putAscii(String text, int from, int to) {
		text.getBytes(from, to, reserve(to - from), this.length);
		this.length += to - from;
	}

	void putNumber(long value) {
		if (value < 0) {
			putAscii(Long.toString(value));
			return;
		}
		int digits = 1;
		for (long rest = value; rest > 9; rest /= 10) {
			digits++;
		}
		byte[] target = reserve(digits);
		long rest = value;
		for (int i = this.length + digits - 1; i >= this.length; i--) {
			target[i] = (byte) ('0' + rest % 10);
			rest /= 10;
		}
		this.length += digits;
	}

	/**
	 * Replace a range.
	 * @param from where the range begins
	 * @param to where it ends, exclusive
	 * @param with what to put there
	 * @return by how many bytes the line has grown, negative if it shrank
	 */
	int replace(int from, int to, byte[] with) {
		int growth = with.length - (to - from);
		if (growth > 0) {
			reserve(growth);
		}
		System.arraycopy(this.bytes, to, this.bytes, to + growth, this.length - to);
		System.arraycopy(with, 0, this.bytes, from, with.length);
		this.length += growth;
		return growth;
	}

	boolean sameBytes(int from, int to, int otherFrom, int otherTo) {
		return Arrays.equals(this.bytes, from, to, this.bytes, otherFrom, otherTo);
	}

	boolean sameBytes(int from, int to, byte[] other) {
		return Arrays.equals(this.bytes, from, to, other, 0, other.length);
	}

	byte[] toByteArray() {
		return Arrays.copyOf(this.bytes, this.length);
	}

	void writeTo(OutputStream out) throws IOException {
		out.write(this.bytes, 0, this.length);
	}

}
