package dev.monitor.event;

/**
 * What a log event tells of: the value of the key {@code ev}. A feature makes its own.
 *
 * @param text the value: a word of lower case letters
 * @param numbersOnly whether such an event has no message, and is a key=value line
 * whatever form the others have, as readers of metric lines need it
 */
public record EventKind(String text, boolean numbersOnly) {

	/**
	 * Whatever the application logs.
	 */
	public static final EventKind MESSAGE = EventKind.of("message");

	/**
	 * Create the kind.
	 * @param text 1 to 32 letters from a to z
	 * @param numbersOnly whether such an event has no message
	 * @throws IllegalArgumentException if the text is no such word, so that none can
	 * forge a line
	 */
	public EventKind {
		if (!text.matches("[a-z]{1,32}")) {
			throw new IllegalArgumentException("Not a lower case word: " + text);
		}
	}

	/**
	 * Return the kind of events that have a message.
	 * @param text the value of {@code ev}
	 * @return the kind
	 */
	public static EventKind of(String text) {
		return new EventKind(text, false);
	}

}
