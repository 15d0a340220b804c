package dev.monitor.port;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The first line among bytes that have come.
 */
final class FirstLine {

	private static final Pattern HTTP_REQUEST = Pattern.compile("[A-Z]+ \\S+ HTTP/\\d.*");

	private FirstLine() {
	}

	/**
	 * Find the end.
	 * @return the index of the LF, -1 if there is none yet
	 */
	static int end(ByteBuffer bytes) {
		for (int i = bytes.position(); i < bytes.limit(); i++) {
			if (bytes.get(i) == '\n') {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Return how long the line is, or what there is of it, in bytes without its end.
	 */
	static int length(ByteBuffer bytes) {
		int end = end(bytes);
		int length = (end < 0) ? bytes.limit() : end;
		return (length > 0 && bytes.get(length - 1) == '\r') ? length - 1 : length;
	}

	static boolean isEmpty(ByteBuffer bytes) {
		return end(bytes) >= 0 && length(bytes) == 0;
	}

	/**
	 * Take the line out of the bytes, or all of them if it has no end.
	 */
	static String take(ByteBuffer bytes) {
		int end = end(bytes);
		byte[] line = new byte[((end < 0) ? bytes.limit() : end + 1) - bytes.position()];
		bytes.get(line);
		return new String(line, StandardCharsets.UTF_8);
	}

	/**
	 * Tell whether the line begins an HTTP request (RFC 9112, section 3).
	 */
	static boolean isHttp(ByteBuffer bytes) {
		return HTTP_REQUEST.matcher(take(bytes.duplicate()).stripTrailing()).matches();
	}

}
