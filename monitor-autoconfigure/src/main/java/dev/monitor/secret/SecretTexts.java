package dev.monitor.secret;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a text for people what may be a secret or could forge a line: values whose
 * name {@link SecretNames#isSecret says so}, users and passwords before a host, queries,
 * headers of authentication, keys and tokens that are known by their form. Rather takes
 * too much than too little.
 */
public final class SecretTexts {

	private static final String REPLACEMENT = "...";

	private static final int MAX_LENGTH = 200;

	private static final int MAX_READ = 2000;

	private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

	/**
	 * A name, which may have a word before it as in {@code api key}, and what leads to
	 * its value. Spaces do only after an option of a command and before quotes.
	 */
	private static final Pattern NAME = Pattern
		.compile("(?<![\\w.\\[\\]-])((?:(?i:api|access|private|secret|account) )?+[\\w.\\[\\]-]++)"
				+ "(?:\\\\?[\"'])?+(?:\\s*+(?:->|=>|[=:>])\\s*+|(\\s++))");

	/**
	 * What a token is searched for in is looked at once: it ends with a dot and has more
	 * behind that.
	 */
	private static final Pattern FORM = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----.*"
			+ "|(?<![\\w-])(?=[\\w-]++\\.[\\w-])[\\w-]*?\\beyJ[\\w-]++\\.[\\w-]++(?:\\.[\\w-]*+)*+");

	private static final Pattern PRIVATE_KEY = Pattern
		.compile("(?s)-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|\\z)");

	/**
	 * Bounded, for texts that are not.
	 */
	private static final Pattern SHORT_USER_INFO = Pattern.compile("://[^\\s\"']{1,300}@");

	private static final Pattern USER_INFO = Pattern.compile("://(?:\\S*|[^\\s/:@]*:(?!\\d|\\s)[^/@]*)@");

	private static final Pattern BARE_USER_INFO = Pattern
		.compile("(?<![\\w.:/%+~-])[\\w.%+~-]++:\\S*[^\\s:]@(?=[\\w\\[])");

	private static final Pattern ORACLE_LOGIN = Pattern.compile("(?i)(thin:|oci8?:)[^\\s/@]+/[^\\s@]*@");

	private static final Pattern QUERY = Pattern
		.compile("(://[^\\s?]*\\?|\\?(?=[\\w.%\\[\\]-]++=(?!\\.{3}(?:\\s|$))))\\S+");

	private static final Pattern SCHEME = Pattern
		.compile("(?i)\\b(bearer|basic)\\s+(?:(?:token|auth\\w*|credentials?)\\s+)?[^\\s,;\"']+");

	private SecretTexts() {
	}

	/**
	 * Return a text as it is, but for what must not be shown.
	 * @param words any text
	 * @return one line of at most 200 characters
	 */
	public static String redact(String words) {
		String text = words.substring(0, Math.min(words.length(), MAX_READ));
		text = named(CONTROL.matcher(text).replaceAll(" "));
		text = FORM.matcher(text).replaceAll(REPLACEMENT);
		text = USER_INFO.matcher(text).replaceAll("://");
		text = ORACLE_LOGIN.matcher(text).replaceAll("$1" + REPLACEMENT + "@");
		text = BARE_USER_INFO.matcher(text).replaceAll(REPLACEMENT + "@");
		text = QUERY.matcher(text).replaceAll("$1" + REPLACEMENT);
		text = SCHEME.matcher(text).replaceAll("$1 " + REPLACEMENT).strip();
		return (text.length() <= MAX_LENGTH) ? text : text.substring(0, MAX_LENGTH - 3) + REPLACEMENT;
	}

	/**
	 * Take out of a text what is secret by its form alone, under whatever name: private
	 * keys, JSON web tokens, users and passwords before a host.
	 * @param text any text, of any number of lines
	 * @return the text without them
	 */
	public static String redactForms(String text) {
		String redacted = PRIVATE_KEY.matcher(text).replaceAll(REPLACEMENT);
		redacted = FORM.matcher(redacted).replaceAll(REPLACEMENT);
		return SHORT_USER_INFO.matcher(redacted).replaceAll("://" + REPLACEMENT + "@");
	}

	private static String named(String text) {
		StringBuilder clean = new StringBuilder(text.length());
		Matcher name = NAME.matcher(text);
		int copied = 0;
		for (int from = 0; name.find(from); from = Math.max(name.end(), copied)) {
			boolean spaces = name.group(2) != null;
			boolean leads = !spaces || name.group(1).startsWith("--") || SecretValue.isQuoted(text, name.end());
			if (leads && SecretNames.isSecret(name.group(1))) {
				clean.append(text, copied, name.end()).append(REPLACEMENT);
				copied = SecretValue.end(text, name.end());
			}
		}
		return clean.append(text, copied, text.length()).toString();
	}

}
