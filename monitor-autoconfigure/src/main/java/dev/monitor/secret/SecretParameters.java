package dev.monitor.secret;

/**
 * Takes the values of parameters that carry secrets, and the user and password before a
 * host, out of queries and paths. What is percent-encoded, however often, is decoded only
 * to be compared.
 */
public final class SecretParameters {

	/**
	 * What stands in the place of a secret.
	 */
	public static final String REPLACEMENT = "REDACTED";

	private SecretParameters() {
	}

	/**
	 * Redact a path: the secrets of path parameters, such as {@code ;jsessionid=}, and a
	 * user's name and password before a host.
	 * @param path the path
	 * @return the path to log
	 */
	public static String redactPath(String path) {
		return redact(UserInfo.redact(path), ";/", ";/");
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
		return redact(UserInfo.redact(query), "&;?#", "&");
	}

	private static String redact(String text, String separators, String ends) {
		if (text.indexOf('=') < 0 && text.indexOf('%') < 0) {
			return text;
		}
		StringBuilder clean = null;
		int copied = 0;
		StringBuilder name = new StringBuilder();
		boolean named = true;
		int next;
		for (int i = 0; i < text.length(); i = next) {
			next = Encoded.next(text, i);
			char c = Encoded.character(text, i, next);
			if (separators.indexOf(c) >= 0) {
				name.setLength(0);
				named = true;
			}
			else if (named && c != '=') {
				name.append(c);
			}
			else if (named) {
				if (SecretNames.isSecretParameter(name)) {
					clean = (clean != null) ? clean : new StringBuilder(text.length());
					clean.append(text, copied, next).append(REPLACEMENT);
					next = end(text, next, ends);
					copied = next;
				}
				named = false;
			}
		}
		return (clean != null) ? clean.append(text, copied, text.length()).toString() : text;
	}

	private static int end(String text, int from, String ends) {
		int at = from;
		while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
			at++;
		}
		return at;
	}

}
