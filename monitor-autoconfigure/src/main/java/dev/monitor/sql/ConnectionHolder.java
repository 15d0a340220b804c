package dev.monitor.sql;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Who has asked a data source or connection factory for a connection, and holds it from
 * when it was given until it is closed.
 */
public final class ConnectionHolder {

	private final ConnectionHolders holders;

	final String source;

	/**
	 * {@code null} of who holds no thread meanwhile.
	 */
	final @Nullable Thread thread;

	final long asked;

	/**
	 * When the connection was given; that it was, {@link #held} says.
	 */
	volatile long since;

	volatile boolean held;

	private volatile @Nullable String sql;

	private final Supplier<@Nullable String> request;

	ConnectionHolder(ConnectionHolders holders, String source, @Nullable Thread thread,
			Supplier<@Nullable String> request, long asked) {
		this.holders = holders;
		this.source = source;
		this.thread = thread;
		this.request = request;
		this.asked = asked;
	}

	/**
	 * Note that the connection is given.
	 */
	public void given() {
		this.holders.given(this);
	}

	/**
	 * Tell whether the connection was given.
	 * @return whether {@link #given()} was called
	 */
	public boolean isGiven() {
		return this.held;
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

	String request() {
		return Objects.requireNonNullElse(this.request.get(), "");
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
