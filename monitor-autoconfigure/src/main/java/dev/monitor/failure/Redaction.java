package dev.monitor.failure;

import java.util.regex.Pattern;

/**
 * Takes out of a text what may be a secret or could forge a line.
 */
final class Redaction {

	private static final int MAX_LENGTH = 200;

	private static final int MAX_READ = 2000;

	private static final Pattern USER_INFO = Pattern.compile("://\\S*@");

	private static final Pattern ORACLE_LOGIN = Pattern.compile("(?i)(thin:|oci8?:)[^\\s/@]+/[^\\s@]*@");

	private static final Pattern QUERY = Pattern.compile("(://[^\\s?]*\\?)\\S+");

	private static final Pattern SECRET = Pattern
		.compile("(?i)(pass(?:word|wd|phrase)?|pwd|secret|token|api[-_]?key|authorization)(\"?\\s?[=:]\\s?)[^;,&]+");

	private static final Pattern SCHEME = Pattern.compile("\\b(Bearer|Basic) [\\w.~+/=-]+");

	private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

	private Redaction() {
	}

	static String apply(String words) {
		String text = words.substring(0, Math.min(words.length(), MAX_READ));
		text = CONTROL.matcher(text).replaceAll(" ");
		text = USER_INFO.matcher(text).replaceAll("://");
		text = ORACLE_LOGIN.matcher(text).replaceAll("$1...@");
		text = QUERY.matcher(text).replaceAll("$1...");
		text = SECRET.matcher(text).replaceAll("$1$2...");
		text = SCHEME.matcher(text).replaceAll("$1 ...").strip();
		return (text.length() <= MAX_LENGTH) ? text : text.substring(0, MAX_LENGTH - 3) + "...";
	}

}
