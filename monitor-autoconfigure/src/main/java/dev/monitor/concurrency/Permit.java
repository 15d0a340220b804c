package dev.monitor.concurrency;

/**
 * The place that one request holds. Give it back as often as you like, from any thread:
 * only the first time counts.
 */
public final class Permit {

	private final Permits permits;

	final long start;

	Permit(Permits permits, long start) {
		this.permits = permits;
		this.start = start;
	}

	/**
	 * Give the place back, unless that has been done.
	 */
	public void release() {
		this.permits.release(this);
	}

	/**
	 * Spread permits over a hash table more cheaply than an identity hash code does.
	 */
	@Override
	public int hashCode() {
		return Long.hashCode(this.start);
	}

	@Override
	public boolean equals(Object other) {
		return this == other;
	}

}
