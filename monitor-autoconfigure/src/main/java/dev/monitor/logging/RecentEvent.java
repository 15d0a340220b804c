package dev.monitor.logging;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.monitor.secret.SecretTexts;
import dev.monitor.status.StatusRow;
import org.jspecify.annotations.Nullable;

/**
 * A log event as texts of bounded length, without what it was made of. Secrets are taken
 * out when it is first read, since there may be many events that nobody ever reads.
 * Thread-safe.
 */
public final class RecentEvent {

	/**
	 * More is not read for secrets either.
	 */
	private static final int MOST_READ = 2000;

	private static final int MOST_OF_A_NAME = 200;

	private final Instant time;

	private final String level;

	private final String logger;

	private final String thread;

	private final int length;

	private String message;

	private String exception;

	private boolean redacted;

	/**
	 * Create the event.
	 * @param time when it was logged
	 * @param level its level
	 * @param logger name of its logger
	 * @param thread name of the thread that logged it, {@code null} if it has none
	 * @param message its message, {@code null} if it has none
	 * @param exception class and message of its exception, empty if it has none
	 */
	public RecentEvent(Instant time, String level, String logger, @Nullable String thread, @Nullable String message,
			String exception) {
		this.time = time;
		this.level = level;
		this.logger = cut(logger, MOST_OF_A_NAME);
		this.thread = cut(thread, MOST_OF_A_NAME);
		this.message = cut(message, MOST_READ);
		this.exception = cut(exception, MOST_READ);
		this.length = this.logger.length() + this.thread.length() + this.message.length() + this.exception.length();
	}

	boolean isError() {
		return this.level.equals("ERROR");
	}

	/**
	 * Return how many characters it has had before secrets were taken out.
	 */
	int length() {
		return this.length;
	}

	/**
	 * Describe the event.
	 */
	synchronized StatusRow row(long number) {
		if (!this.redacted) {
			this.message = SecretTexts.redact(this.message);
			this.exception = SecretTexts.redact(this.exception);
			this.redacted = true;
		}
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put("time", this.time.toString());
		texts.put("level", this.level);
		texts.put("logger", this.logger);
		texts.put("message", this.message);
		texts.put("thread", this.thread);
		texts.put("exception", this.exception);
		return new StatusRow(Long.toString(number), Map.of(), texts);
	}

	/**
	 * Cut a text. What remains does not hold on to the rest.
	 */
	private static String cut(@Nullable String text, int most) {
		if (text == null) {
			return "";
		}
		return (text.length() > most) ? text.substring(0, most) : text;
	}

}
