package dev.monitor.sql;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * {@link ConnectionHolder} of whom {@link ConnectionHolders} know.
 */
final class KnownHolder implements ConnectionHolder {

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

	KnownHolder(ConnectionHolders holders, String source, @Nullable Thread thread, Supplier<@Nullable String> request,
			long asked) {
		this.holders = holders;
		this.source = source;
		this.thread = thread;
		this.request = request;
		this.asked = asked;
	}

	@Override
	public void given() {
		this.holders.given(this);
	}

	@Override
	public boolean isGiven() {
		return this.held;
	}

	@Override
	public void executes(String sql) {
		this.sql = sql;
	}

	@Override
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
