package dev.monitor.jdbc;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Who has asked a data source for a connection, and holds it from when it was given until
 * it is closed.
 */
public final class ConnectionHolder {

	private final ConnectionHolders holders;

	final String dataSource;

	final Thread thread = Thread.currentThread();

	final long asked;

	/**
	 * When the connection was given; that it was, {@link #held} says.
	 */
	volatile long since;

	volatile boolean held;

	private volatile @Nullable String sql;

	ConnectionHolder(ConnectionHolders holders, String dataSource, long asked) {
		this.holders = holders;
		this.dataSource = dataSource;
		this.asked = asked;
	}

	/**
	 * Note that the connection is given.
	 */
	public void given() {
		this.holders.given(this);
	}

	/**
	 * Note what the connection executes. The text is kept as long as the connection.
	 * @param sql the statement as the application wrote it
	 */
	public void executes(String sql) {
		this.sql = sql;
	}

	/**
	 * Note that there is no connection, or no more; do nothing if that is so already.
	 */
	public void end() {
		this.holders.end(this);
	}

	String command() {
		String text = this.sql;
		String word = (text != null) ? new SqlWords(text).next() : null;
		return (word != null) ? word.toLowerCase(Locale.ROOT) : "";
	}

	/**
	 * Spread holders over a hash table more cheaply than an identity hash code does.
	 */
	@Override
	public int hashCode() {
		return Long.hashCode(this.asked);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

}
