package dev.monitor.concurrency;

import java.util.function.BooleanSupplier;

/**
 * Lets one request be served. Give it back as often as you like, from any thread: only
 * the first time counts.
 */
public final class Permit implements Decision {

	private final Permits permits;

	final long start;

	final int inFlight;

	final BooleanSupplier giveBack;

	/**
	 * Create a permit.
	 * @param permits who issues it
	 * @param start reading of the clock
	 * @param inFlight permits taken, its own included
	 * @param giveBack called when it is given back; tells whether it counted towards the
	 * limit
	 */
	Permit(Permits permits, long start, int inFlight, BooleanSupplier giveBack) {
		this.permits = permits;
		this.start = start;
		this.inFlight = inFlight;
		this.giveBack = giveBack;
	}

	@Override
	public Admission admission() {
		return Admission.ADMITTED;
	}

	/**
	 * Give the permit back, unless that has been done. The time it was held says nothing
	 * about how long serving takes: the request failed, or goes on without its permit.
	 */
	public void release() {
		this.permits.release(this);
	}

	/**
	 * Give the permit back, unless that has been done, for the request has been served.
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
