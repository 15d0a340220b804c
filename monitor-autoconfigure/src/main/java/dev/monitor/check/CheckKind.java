package dev.monitor.check;

import org.slf4j.event.Level;

/**
 * What a {@link Checks} checks, as its threads and its log name it.
 */
public enum CheckKind {

	/**
	 * What the application needs.
	 */
	DEPENDENCY("monitor-dependency-", "Check", Level.INFO),

	/**
	 * What the application says of itself.
	 */
	INDICATOR("monitor-health-", "Health of", Level.DEBUG);

	private final String threads;

	private final String subject;

	private final Level firstUp;

	CheckKind(String threads, String subject, Level firstUp) {
		this.threads = threads;
		this.subject = subject;
		this.firstUp = firstUp;
	}

	String threads() {
		return this.threads;
	}

	String subject() {
		return this.subject;
	}

	/**
	 * Return how loud to say that something is up from the start.
	 * @return the level
	 */
	Level firstUp() {
		return this.firstUp;
	}

}
