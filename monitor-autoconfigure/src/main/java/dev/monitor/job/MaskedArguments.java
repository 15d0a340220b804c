package dev.monitor.job;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.monitor.secret.SecretNames;

/**
 * Arguments of jobs as text, without the values of what sounds secret.
 */
public final class MaskedArguments {

	private static final String MASK = "...";

	private static final int MOST = JobDetail.MOST_CHARACTERS;

	/**
	 * A name of JSON, or one as records and beans write them, and what leads to its
	 * value.
	 */
	private static final Pattern NAME = Pattern
		.compile("\"((?:[^\"\\\\]|\\\\.){1,200}+)\"\\s*+:\\s*+|(?<![\\w.-])([\\w.-]{1,200}+)\\s*+=");

	/**
	 * A value: a text, an array or an object, which are taken up to their first end, or
	 * whatever stands before the next separator.
	 */
	private static final Pattern VALUE = Pattern
		.compile("\"(?:[^\"\\\\]|\\\\.)*+\"?+|\\[[^\\]]*+\\]?+|\\{[^}]*+}?+|[^,\\])}\\n]*+");

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
					+ (SecretNames.isSecret(argument.getKey()) ? MASK : String.valueOf(argument.getValue())))
			.collect(Collectors.joining("\n"));
	}

	/**
	 * Mask values in a text, such as JSON or what a record says of itself.
	 * @param words the text
	 * @return the text, cut where {@link JobDetail} would cut it
	 */
	public static String ofText(String words) {
		String text = (words.length() > MOST) ? words.substring(0, MOST) : words;
		StringBuilder masked = new StringBuilder(text.length());
		Matcher name = NAME.matcher(text);
		Matcher value = VALUE.matcher(text);
		int copied = 0;
		for (int from = 0; from <= text.length() && name.find(from); from = Math.max(name.end(), copied)) {
			String found = (name.group(1) != null) ? name.group(1) : name.group(2);
			if (SecretNames.isSecret(found) && value.region(name.end(), text.length()).lookingAt()) {
				masked.append(text, copied, name.end()).append(MASK);
				copied = value.end();
			}
		}
		return masked.append(text, copied, text.length()).toString();
	}

}
