package dev.monitor.job;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.monitor.secret.SecretNames;
import dev.monitor.secret.SecretTexts;
import dev.monitor.secret.SecretValue;

/**
 * Arguments of jobs as text, without the values of what sounds secret.
 */
public final class MaskedArguments {

	private static final String MASK = "...";

	private static final int MOST = JobDetail.MOST_CHARACTERS;

	/**
	 * A name of JSON, or one as records, beans, maps and headers write them, and what
	 * leads to its value. The name of a type leads to what it contains.
	 */
	private static final Pattern NAME = Pattern.compile("\"((?:[^\"\\\\]|\\\\.){1,200}+)\"\\s*+:\\s*+"
			+ "|(?<![\\w.-])([\\w.-]++)(?:(?:\\\\*+[\"'])?+]?+\\s*+(?:=>|->|[=:])\\s*+|(?=[\\[({]))");

	private static final Pattern SPACES = Pattern.compile("\\s*+(?:\\\\*+[\"'])?+");

	private MaskedArguments() {
	}

	/**
	 * Write arguments that have names, one a line. Calls what the values have for
	 * {@code toString}.
	 * @param arguments the arguments by name
	 * @return the text
	 */
	public static String of(Map<String, ?> arguments) {
		return arguments.entrySet()
			.stream()
			.map((argument) -> argument.getKey() + "="
					+ (SecretNames.isSecret(argument.getKey()) ? MASK : ofText(String.valueOf(argument.getValue()))))
			.collect(Collectors.joining("\n"));
	}

	/**
	 * Mask values in a text, such as JSON or what a record says of itself.
	 * @param words the text
	 * @return the text, cut where {@link JobDetail} would cut it
	 */
	public static String ofText(String words) {
		String text = SecretTexts.redactForms((words.length() > MOST) ? words.substring(0, MOST) : words);
		StringBuilder masked = new StringBuilder(text.length());
		Matcher name = NAME.matcher(text);
		int copied = 0;
		for (int from = 0; from <= text.length() && name.find(from); from = Math.max(name.end(), copied)) {
			String found = (name.group(1) != null) ? name.group(1) : name.group(2);
			if (SecretNames.isSecret(found)) {
				masked.append(text, copied, name.end()).append(MASK);
				copied = end(text, name.end());
			}
		}
		return masked.append(text, copied, text.length()).toString();
	}

	/**
	 * A value without quotes goes on to the end of what contains it, or to the next name.
	 */
	private static int end(String text, int start) {
		if (SecretValue.isQuoted(text, start)) {
			return SecretValue.endOfQuoted(text, start);
		}
		Matcher name = NAME.matcher(text);
		Matcher spaces = SPACES.matcher(text);
		for (int i = start; i < text.length(); i++) {
			switch (text.charAt(i)) {
				case '[', '{', '(' -> i = SecretValue.endOfNested(text, i) - 1;
				case ']', '}', ')' -> {
					return i;
				}
				case ',', '\n' -> {
					int next = isThere(spaces, i + 1, text.length()) ? spaces.end() : i + 1;
					if (isThere(name, i + 1, text.length()) || isThere(name, next, text.length())) {
						return i;
					}
					i = next - 1;
				}
				default -> {
				}
			}
		}
		return text.length();
	}

	private static boolean isThere(Matcher matcher, int from, int to) {
		return matcher.region(from, to).lookingAt();
	}

}
