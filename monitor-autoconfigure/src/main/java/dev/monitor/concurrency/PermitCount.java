package dev.monitor.concurrency;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The permits of a {@link ConcurrencyLimiter} as one {@link LimiterState}, and their
 * {@link Saturation}. Thread-safe and lock-free while nobody waits; while somebody does,
 * only holders of the limiter's lock change the state.
 */
final class PermitCount {

	/**
	 * Tells that a permit was taken; no state looks like this.
	 */
	static final long TAKEN = -1;

	private final AtomicLong state;

	private final Saturation saturation;

	PermitCount(int limit, Saturation saturation) {
		this.state = new AtomicLong(LimiterState.of(LimiterState.checkedLimit(limit), 0, 0));
		this.saturation = saturation;
	}

	Saturation saturation() {
		return this.saturation;
	}

	long state() {
		return this.state.get();
	}

	boolean hasRoom() {
		return LimiterState.hasRoom(this.state.get());
	}

	/**
	 * Take a permit if there is room.
	 * @return {@link #TAKEN}, or the state that had no room
	 */
	long take() {
		long seen = this.state.get();
		while (LimiterState.hasRoom(seen)) {
			if (this.state.compareAndSet(seen, seen + LimiterState.ONE_ACTIVE)) {
				return TAKEN;
			}
			seen = this.state.get();
		}
		return seen;
	}

	/**
	 * Give a permit back if nobody waits for it.
	 * @return whether it was given back
	 * @throws IllegalStateException if no permit is taken
	 */
	boolean tryGiveBack() {
		while (true) {
			long seen = this.state.get();
			if (LimiterState.active(seen) == 0) {
				throw new IllegalStateException("Released more often than acquired");
			}
			if (LimiterState.hasWaiters(seen)) {
				return false;
			}
			if (this.state.compareAndSet(seen, seen - LimiterState.ONE_ACTIVE)) {
				if (LimiterState.active(seen) == LimiterState.limit(seen)) {
					noteEase();
				}
				return true;
			}
		}
	}

	/**
	 * Count one more waiter, under the lock, unless the state has changed.
	 * @param seen the state that makes waiting right
	 * @return whether the waiter counts
	 */
	boolean tryWait(long seen) {
		if (!this.state.compareAndSet(seen, seen + LimiterState.ONE_WAITING)) {
			return false;
		}
		try {
			this.saturation.pressed();
			return true;
		}
		catch (Throwable ex) {
			stopWaiting(1);
			throw ex;
		}
	}

	/**
	 * Set the limit, under the lock.
	 * @param limit the new limit
	 * @return the new state
	 */
	long limit(int limit) {
		return this.state.updateAndGet((seen) -> LimiterState.withLimit(seen, limit));
	}

	/**
	 * Set the state, under the lock and while somebody waits.
	 * @param state the new state
	 */
	void set(long state) {
		this.state.set(state);
	}

	/**
	 * Count fewer waiters, under the lock.
	 * @param count how many do not wait any more
	 */
	void stopWaiting(int count) {
		this.state.addAndGet(-count * LimiterState.ONE_WAITING);
	}

	/**
	 * Count no waiters any more, under the lock.
	 */
	void clearWaiters() {
		this.state.updateAndGet(LimiterState::withoutWaiters);
	}

	/**
	 * Note that somebody was refused.
	 */
	void notePressure() {
		this.saturation.pressed();
		// A permit that was released after the refusal may have been noted before it.
		if (hasRoom()) {
			this.saturation.eased();
		}
	}

	/**
	 * Note that there was room.
	 */
	void noteEase() {
		this.saturation.eased();
		// Likewise, the permit may have been taken since, and somebody wait for the next.
		if (LimiterState.hasWaiters(this.state.get())) {
			try {
				notePressure();
			}
			catch (Throwable ex) {
				// without memory: whoever waits next notes it
			}
		}
	}

}
