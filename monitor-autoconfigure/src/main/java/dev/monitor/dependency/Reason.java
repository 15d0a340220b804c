package dev.monitor.dependency;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Words for what went wrong: one short line, without credentials.
 */
final class Reason {

	private static final int MAX_LENGTH = 200;

	private static final int MAX_READ = 2000;

	private static final Pattern USER_INFO = Pattern.compile("://\\S*@");

	private static final Pattern QUERY = Pattern.compile("(://[^\\s?]*\\?)\\S+");

	private static final Pattern SECRET = Pattern
		.compile("(?i)(pass(?:word|wd|phrase)?|pwd|secret|token|api[-_]?key|authorization)(\\s?[=:]\\s?)[^;,&]+");

	private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

	private Reason() {
	}

	static String failure(Throwable failure) {
		String type = failure.getClass().getName();
		type = type.substring(type.lastIndexOf('.') + 1);
		String message = clean(firstMessage(failure));
		if (message.isEmpty()) {
			return type;
		}
		return (failure instanceof CheckFailedException) ? message : type + ": " + message;
	}

	static String timeout(Duration timeout) {
		return "no answer within " + text(timeout);
	}

	static String hanging(Duration running) {
		return "check hangs for " + text(running.truncatedTo(ChronoUnit.SECONDS));
	}

	/**
	 * Write a duration as people do.
	 * @param duration the duration
	 * @return such as {@code 2s}, {@code 1m30s} or {@code 0.25s}
	 */
	static String text(Duration duration) {
		return duration.truncatedTo(ChronoUnit.MILLIS).toString().substring(2).toLowerCase(Locale.ROOT);
	}

	/**
	 * The JDK's HTTP client often leaves the words to the cause.
	 */
	private static String firstMessage(Throwable failure) {
		try {
			Throwable current = failure;
			for (int depth = 0; current != null && depth < 5; depth++) {
				String message = current.getMessage();
				if (message != null && !message.isBlank()) {
					return message;
				}
				current = current.getCause();
			}
		}
		catch (RuntimeException ex) {
			return "message not readable";
		}
		return "";
	}

	private static String clean(String message) {
		String text = message.substring(0, Math.min(message.length(), MAX_READ));
		text = CONTROL.matcher(text).replaceAll(" ");
		text = USER_INFO.matcher(text).replaceAll("://");
		text = QUERY.matcher(text).replaceAll("$1...");
		text = SECRET.matcher(text).replaceAll("$1$2...").strip();
		return (text.length() <= MAX_LENGTH) ? text : text.substring(0, MAX_LENGTH - 3) + "...";
	}

}
