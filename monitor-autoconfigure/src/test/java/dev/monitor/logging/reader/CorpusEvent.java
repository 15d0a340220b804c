package dev.monitor.logging.reader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * An event to log, and what it brings.
 */
final class CorpusEvent {

	private static final int MOST_FRAMES = 300;

	final String message;

	final List<Given> values = new ArrayList<>();

	final Map<String, String> context = new TreeMap<>();

	@Nullable Throwable failure;

	CorpusEvent(String message) {
		this.message = message;
	}

	/**
	 * Add a key-value whose text follows from its type.
	 */
	CorpusEvent with(String key, @Nullable Object value) {
		return with(key, value, null);
	}

	/**
	 * Add a key-value.
	 * @param expected the text of its value
	 */
	CorpusEvent with(String key, @Nullable Object value, @Nullable String expected) {
		this.values.add(new Given(key, value, expected));
		return this;
	}

	CorpusEvent in(String contextKey, String value) {
		this.context.put(contextKey, value);
		return this;
	}

	/**
	 * Add an exception, and leave a few frames in its trace, so that the line is whole
	 * however deep the test is called.
	 */
	CorpusEvent failed(Throwable failure) {
		shorten(failure);
		this.failure = failure;
		return this;
	}

	private static void shorten(@Nullable Throwable failure) {
		if (failure == null) {
			return;
		}
		StackTraceElement[] frames = failure.getStackTrace();
		if (frames.length < MOST_FRAMES) {
			failure.setStackTrace(Arrays.copyOf(frames, Math.min(frames.length, 3)));
		}
		shorten(failure.getCause());
		for (Throwable suppressed : failure.getSuppressed()) {
			shorten(suppressed);
		}
	}

	void log(Logger logger) {
		this.context.forEach(MDC::put);
		try {
			LoggingEventBuilder event = logger.atInfo().setMessage(this.message).setCause(this.failure);
			for (Given value : this.values) {
				event = event.addKeyValue(value.key(), value.value());
			}
			event.log();
		}
		finally {
			MDC.clear();
		}
	}

	/**
	 * A key-value.
	 *
	 * @param key its key
	 * @param value its value
	 * @param expected the text of its value, {@code null} if that follows from its type
	 */
	record Given(String key, @Nullable Object value, @Nullable String expected) {

	}

}
