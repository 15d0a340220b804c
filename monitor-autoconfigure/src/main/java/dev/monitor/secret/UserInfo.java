package dev.monitor.secret;

/**
 * Takes user and password out of {@code //user:password@host}, {@code //user@host} and of
 * values such as {@code user:password@host}, percent-encoded or not. A password may hold
 * what ends the host of a URL, as it does where somebody forgot to encode it.
 */
final class UserInfo {

	private static final String REPLACEMENT = SecretParameters.REPLACEMENT + ':' + SecretParameters.REPLACEMENT;

	private final String text;

	/**
	 * Where a user's name may begin, -1 if nowhere.
	 */
	private int start = -1;

	/**
	 * Whether it begins after two slashes.
	 */
	private boolean afterSlashes;

	/**
	 * How many places what is before it takes, and so what is encoded as the URL is. What
	 * takes more was encoded once more, and delimits nothing.
	 */
	private int width;

	private boolean colon;

	/**
	 * Whether a port is all that can stand behind the last colon.
	 */
	private boolean port;

	/**
	 * The last {@code @}, -1 if there is none.
	 */
	private int end = -1;

	private boolean delimited;

	private UserInfo(String text) {
		this.text = text;
		begin(0, 1, false);
	}

	static String redact(String text) {
		return (text.indexOf('@') >= 0 || text.contains("40")) ? new UserInfo(text).redact() : text;
	}

	private String redact() {
		StringBuilder clean = null;
		int copied = 0;
		boolean slash = false;
		int next;
		for (int i = 0; i <= this.text.length(); i = next) {
			boolean over = i == this.text.length();
			next = over ? i + 1 : Encoded.next(this.text, i);
			char c = over ? '&' : Encoded.character(this.text, i, next);
			if (isEnd(c, next - i)) {
				if (this.end >= 0) {
					clean = (clean != null) ? clean : new StringBuilder(this.text.length());
					clean.append(this.text, copied, this.start).append(REPLACEMENT);
					copied = this.end;
				}
				this.start = -1;
				this.end = -1;
			}
			read(c, i, next - i);
			boolean slashes = slash && c == '/';
			if (this.end < 0 && (slashes ? !(this.afterSlashes && isPassword()) : c == '=' && !isPassword())) {
				begin(next, next - i, slashes);
			}
			slash = c == '/';
		}
		return (clean != null) ? clean.append(this.text, copied, this.text.length()).toString() : this.text;
	}

	private boolean isEnd(char c, int places) {
		return switch (c) {
			case '&' -> places == 1;
			case '/', '?', '#' -> places <= this.width && (this.delimited || !isPassword());
			default -> c <= ' ' || c == '"';
		};
	}

	private boolean isPassword() {
		return this.start >= 0 && this.colon && !this.port;
	}

	private void read(char c, int at, int places) {
		if (c == ':') {
			this.colon = true;
			this.port = true;
		}
		else if (c == '@' && this.start >= 0 && (this.colon || this.afterSlashes)) {
			this.end = at;
			this.delimited |= places <= this.width;
		}
		else if (c != ']' && (c < '0' || c > '9')) {
			this.port = false;
		}
	}

	private void begin(int at, int places, boolean slashes) {
		this.start = at;
		this.width = places;
		this.afterSlashes = slashes;
		this.colon = false;
		this.port = false;
		this.end = -1;
		this.delimited = false;
	}

}
