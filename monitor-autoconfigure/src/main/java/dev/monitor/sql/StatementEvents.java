package dev.monitor.sql;

import java.util.Collection;

import dev.monitor.failure.Listeners;

/**
 * Tells the listeners of one source of connections what passes through it. Never throws,
 * since statements are none of the listeners' business. Thread-safe.
 */
public final class StatementEvents {

	private final String source;

	private final Listeners<StatementListener> listeners;

	/**
	 * Create for a source.
	 * @param source name of its bean
	 * @param listeners the listeners, in the order in which they are told
	 */
	public StatementEvents(String source, Collection<? extends StatementListener> listeners) {
		this.source = source;
		this.listeners = new Listeners<>(listeners);
	}

	/**
	 * Return the name of the source.
	 * @return name of its bean
	 */
	public String source() {
		return this.source;
	}

	/**
	 * Tell that a statement or a batch was executed.
	 * @param execution how it ended
	 */
	public void executed(StatementExecution execution) {
		this.listeners.tell((listener) -> listener.executed(execution));
	}

	/**
	 * Tell that a connection was given out.
	 */
	public void borrowed() {
		this.listeners.tell(StatementListener::borrowed);
	}

	/**
	 * Tell that a transaction could not be committed.
	 * @param failure what the driver threw
	 */
	public void commitFailed(Exception failure) {
		this.listeners.tell((listener) -> listener.commitFailed(failure));
	}

}
