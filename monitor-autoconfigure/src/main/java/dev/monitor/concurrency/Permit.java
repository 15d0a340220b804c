package dev.monitor.concurrency;

/**
 * The place that one request holds. Give it back as often as you like, from any thread:
 * only the first time counts.
 */
public final class Permit {

	private final Permits permits;

	final long start;

	final int inFlight;

	Permit(Permits permits, long start, int inFlight) {
		this.permits = permits;
		this.start = start;
		this.inFlight = inFlight;
	}

	/**
	 * Give the place back, unless that has been done. The time it was held says nothing
	 * about how long serving takes: the request failed, or goes on without its place.
	 */
	public void release() {
		this.permits.release(this);
	}

	/**
	 * Give the place back, unless that has been done, for the request has been served.
	 * @param dropped whether it ended in a timeout
	 */
	public void complete(boolean dropped) {
		this.permits.complete(this, dropped);
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
