package dev.monitor.secret;

/**
 * Text with percent-encoded characters in it, read character by character. One is three
 * places long if it is encoded, and two more for each time that its percent sign is in
 * turn.
 */
final class Encoded {

	private Encoded() {
	}

	/**
	 * Return where the character after the one at a place begins.
	 */
	static int next(String text, int at) {
		if (text.charAt(at) != '%') {
			return at + 1;
		}
		int digits = at + 1;
		while (text.startsWith("25", digits)) {
			digits += 2;
		}
		boolean encoded = digits + 1 < text.length() && Character.digit(text.charAt(digits), 16) >= 0
				&& Character.digit(text.charAt(digits + 1), 16) >= 0;
		return encoded ? digits + 2 : at + 1;
	}

	static char character(String text, int at, int next) {
		return (next == at + 1) ? text.charAt(at) : (char) Integer.parseInt(text, next - 2, next, 16);
	}

}
