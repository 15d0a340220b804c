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
	 * A name of JSON and its value, which is a text or ends with the next separator.
	 */
	private static final Pattern MEMBER = Pattern.compile(
			"(\"((?:[^\"\\\\]|\\\\.){1,200}+)\"\\s*+:\\s*+)(\"(?:[^\"\\\\]|\\\\.)*+\"?+|[^\\s,}\\]\\[{]++)");

	/**
	 * A name and its value as records and beans write them.
	 */
	private static final Pattern PROPERTY = Pattern.compile("((?<![\\w.-])([\\w.-]{1,200}+)\\s*+=)([^,\\])}\\n]++)");

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
		return mask(PROPERTY, mask(MEMBER, text));
	}

	private static String mask(Pattern pattern, String text) {
		return pattern.matcher(text)
			.replaceAll((found) -> Matcher
				.quoteReplacement(SecretNames.isSecret(found.group(2)) ? found.group(1) + MASK : found.group()));
	}

}
