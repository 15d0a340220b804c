package dev.monitor.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Queue;

/**
 * Lines that are written together: as many as a pipe takes in one piece, or one that is
 * longer. Not thread-safe.
 */
final class LineBatch {

	/**
	 * What a pipe takes in one piece, {@code PIPE_BUF} of Linux.
	 */
	static final int SIZE = 4096;

	private byte[] bytes = new byte[SIZE];

	private int length;

	private int lines;

	int length() {
		return this.length;
	}

	int lines() {
		return this.lines;
	}

	void clear() {
		this.length = 0;
		this.lines = 0;
	}

	void fill(Queue<byte[]> queue) {
		byte[] line = queue.peek();
		while (line != null && (this.lines == 0 || this.length + line.length <= SIZE)) {
			if (line.length > this.bytes.length) {
				this.bytes = Arrays.copyOf(this.bytes, line.length);
			}
			System.arraycopy(line, 0, this.bytes, this.length, line.length);
			this.length += line.length;
			this.lines++;
			queue.remove();
			line = queue.peek();
		}
	}

	void writeTo(OutputStream out) throws IOException {
		out.write(this.bytes, 0, this.length);
		out.flush();
	}

}
