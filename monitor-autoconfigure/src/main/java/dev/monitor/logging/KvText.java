package dev.monitor.logging;

/**
 * Text as a value of a key=value line: bare where every reader takes it for the same
 * text, in quotes otherwise. Bare values are printable ASCII without space, quote, equals
 * sign and backslash, so that none can begin another pair.
 */
final class KvText {

	private static final boolean[] BARE = new boolean[128];

	static {
		for (int c = 0x21; c < 0x7f; c++) {
			BARE[c] = c != '"' && c != '=' && c != '\\';
		}
	}

	private KvText() {
	}

	static void append(LineBuffer out, String text) {
		int end = text.length();
		if (end == 0 || looksTyped(text)) {
			Escapes.quoted(out, text);
			return;
		}
		int bare = 0;
		while (bare < end && isBare(text.charAt(bare))) {
			bare++;
		}
		if (bare == end) {
			out.putAscii(text);
		}
		else {
			Escapes.quoted(out, text);
		}
	}

	private static boolean isBare(char c) {
		return c < 0x80 && BARE[c];
	}

	/**
	 * Tell whether a reader that guesses types would take a text for something else: a
	 * number, a boolean or null.
	 * @param text the text, not empty
	 * @return whether it needs quotes to stay a text
	 */
	static boolean looksTyped(String text) {
		return switch (text.charAt(0)) {
			case 'n', 'N' -> text.equalsIgnoreCase("null");
			case 't', 'T' -> text.equalsIgnoreCase("true");
			case 'f', 'F' -> text.equalsIgnoreCase("false");
			case '+', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> isNumber(text);
			default -> false;
		};
	}

	/**
	 * Tell whether a text is a number to the most generous of readers, which do without
	 * digits on either side of the point.
	 */
	private static boolean isNumber(String text) {
		int start = sign(text, 0);
		int at = digits(text, start);
		if (at < text.length() && text.charAt(at) == '.') {
			at = digits(text, at + 1);
		}
		if (at < text.length() && (text.charAt(at) | 0x20) == 'e') {
			int exponent = sign(text, at + 1);
			at = digits(text, exponent);
			if (at == exponent) {
				return false;
			}
		}
		return at > start && at == text.length();
	}

	private static int sign(String text, int at) {
		return (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) ? at + 1 : at;
	}

	private static int digits(String text, int from) {
		int at = from;
		while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
			at++;
		}
		return at;
	}

}
