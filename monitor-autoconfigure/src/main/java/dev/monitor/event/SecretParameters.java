package dev.monitor.event;

import java.util.Set;

/**
 * Takes the values of parameters that carry secrets out of queries and paths. Knows the
 * names that OpenTelemetry's conventions list for {@code url.query}, and the usual names
 * of tokens, keys, passwords and sessions, in any case, with {@code _}, {@code -} or
 * neither between their words. What is percent-encoded is decoded only to be compared.
 */
public final class SecretParameters {

	/**
	 * What stands in the place of a secret.
	 */
	public static final String REPLACEMENT = "REDACTED";

	/**
	 * Lower case, without what stands between words.
	 */
	public static final Set<String> NAMES = Set.of("xamzsignature", "xamzcredential", "xamzsecuritytoken",
			"awsaccesskeyid", "signature", "sig", "xgoogsignature", "accesstoken", "refreshtoken", "idtoken",
			"authtoken", "clientsecret", "clientassertion", "password", "passwd", "pwd", "secret", "token", "apikey",
			"xapikey", "code", "jwt", "session", "sessionid", "jsessionid");

	private static final int LONGEST_NAME = 20;

	private SecretParameters() {
	}

	/**
	 * Redact a path: the secrets of path parameters, such as {@code ;jsessionid=}, and a
	 * user's name and password before a host.
	 * @param path the path
	 * @return the path to log
	 */
	static String redactPath(String path) {
		int authority = path.indexOf("://");
		String clean = path;
		if (authority >= 0) {
			int end = path.indexOf('/', authority + 3);
			int at = path.lastIndexOf('@', (end >= 0) ? end : path.length());
			if (at > authority) {
				clean = path.substring(0, authority + 3) + REPLACEMENT + ':' + REPLACEMENT + path.substring(at);
			}
		}
		return (clean.indexOf(';') >= 0) ? redact(clean, ";/", ";/") : clean;
	}

	/**
	 * Redact a query. A name may begin after {@code &}, {@code ;} or what begins the
	 * query or the fragment of a URL that is a value, percent-encoded or not. But a
	 * secret ends at {@code &} only: whatever a server takes for its end, no part of it
	 * is left.
	 * @param query the query
	 * @return the query to log
	 */
	public static String redactQuery(String query) {
		return redact(query, "&;?#", "&");
	}

	private static String redact(String text, String separators, String ends) {
		StringBuilder clean = null;
		int copied = 0;
		int nameStart = 0;
		int next;
		for (int i = 0; i < text.length(); i = next) {
			next = next(text, i);
			char c = character(text, i, next);
			if (separators.indexOf(c) >= 0) {
				nameStart = next;
			}
			else if (c == '=' && nameStart >= 0) {
				if (isSecret(text, nameStart, i)) {
					clean = (clean != null) ? clean : new StringBuilder(text.length());
					clean.append(text, copied, next).append(REPLACEMENT);
					copied = end(text, next, ends);
					next = copied;
				}
				nameStart = -1;
			}
		}
		return (clean != null) ? clean.append(text, copied, text.length()).toString() : text;
	}

	/**
	 * Return where the next character begins. One is three places long if it is
	 * percent-encoded, and two more for each time that its percent sign is in turn.
	 */
	private static int next(String text, int at) {
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

	private static char character(String text, int at, int next) {
		return (next == at + 1) ? text.charAt(at) : (char) Integer.parseInt(text, next - 2, next, 16);
	}

	private static int end(String text, int from, String ends) {
		int at = from;
		while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
			at++;
		}
		return at;
	}

	private static boolean isSecret(String parameters, int start, int end) {
		StringBuilder name = new StringBuilder(LONGEST_NAME);
		int next;
		for (int i = start; i < end && name.length() <= LONGEST_NAME; i = next) {
			next = next(parameters, i);
			char c = character(parameters, i, next);
			if (c != '_' && c != '-') {
				name.append((c >= 'A' && c <= 'Z') ? (char) (c + 0x20) : c);
			}
		}
		return NAMES.contains(name.toString());
	}

}
