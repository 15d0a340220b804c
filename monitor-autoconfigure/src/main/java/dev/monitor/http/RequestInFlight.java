package dev.monitor.http;

import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A request between its arrival and the end of its response. Fronts say what it asks for;
 * they are asked by threads other than the request's, while it goes on or right after.
 * Thread-safe.
 */
public abstract class RequestInFlight {

	private final long start;

	private volatile @Nullable Thread thread = Thread.currentThread();

	/**
	 * Given when it is first shown, which few ever are.
	 */
	private volatile long id;

	/**
	 * Create for a request that the calling thread serves.
	 * @param start reading of {@link System#nanoTime()} at its arrival
	 */
	protected RequestInFlight(long start) {
		this.start = start;
	}

	/**
	 * Return the method.
	 * @return the method, as the client spelt it
	 */
	protected abstract String method();

	/**
	 * Return what the request is for.
	 * @return the pattern of its route, or the path without query while that is unknown
	 */
	protected abstract String route();

	/**
	 * Return the path that was asked for.
	 * @return the path below that of the application, without query
	 */
	protected abstract String path();

	/**
	 * Return the pattern of the route.
	 * @return the pattern, {@code null} while it is unknown
	 */
	protected @Nullable String pattern() {
		return null;
	}

	/**
	 * Note that the calling thread serves the request, from now on.
	 */
	protected final void enter() {
		this.thread = Thread.currentThread();
	}

	/**
	 * Note that the request goes on without a thread of which anything is known.
	 */
	protected final void leave() {
		this.thread = null;
	}

	final @Nullable Thread thread() {
		return this.thread;
	}

	final long start() {
		return this.start;
	}

	final long id() {
		return this.id;
	}

	final void name(long id) {
		this.id = id;
	}

	/**
	 * Tell whether the request waits for a permit, where that cannot be read from its
	 * thread.
	 * @return whether it does
	 */
	protected boolean isQueued() {
		return false;
	}

	final String state(@Nullable Thread thread) {
		if (thread == null) {
			return isQueued() ? "waiting" : "asynchronous";
		}
		return (LockSupport.getBlocker(thread) instanceof QueuedRequest) ? "waiting" : "served";
	}

	/**
	 * Spread requests over a hash table more cheaply than an identity hash code does.
	 */
	@Override
	public final int hashCode() {
		return Long.hashCode(this.start);
	}

	@Override
	public final boolean equals(@Nullable Object other) {
		return this == other;
	}

}
