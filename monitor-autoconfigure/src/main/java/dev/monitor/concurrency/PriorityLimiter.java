package dev.monitor.concurrency;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A limiter of requests with priorities. A permit goes to the highest that waits, and
 * within a priority to the one whose turn it is. Low and bulk requests hold their
 * {@linkplain PriorityShares shares} only while higher ones cannot be served at once, or
 * could not in the last seconds, and they never wait while normal or critical ones do. A
 * full queue makes room for a higher request by sending the lowest away. Critical
 * requests may use a reserve above the limit; all others keep to the limit in force.
 * <p>
 * Thread-safe: every change is made under the lock. Saturation is that of critical and
 * normal requests: what low and bulk ones hold can be had from them, unless one was
 * refused since a permit was last free. Who asks without a priority asks as
 * {@link Priority#NORMAL}.
 */
final class PriorityLimiter extends ConcurrencyLimiter {

	private final PriorityLanes lanes;

	private boolean refused;

	/**
	 * Create a limiter with all permits free.
	 * @param limit number of permits, 1 to {@link #MAX}
	 * @param maxWaiting number of waiters, 0 to {@link #MAX}
	 * @param order whose turn it is within a priority
	 * @param shares how the limit is divided
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	PriorityLimiter(int limit, int maxWaiting, QueueOrder order, PriorityShares shares, LongSupplier nanoTime) {
		super(limit, maxWaiting, order, nanoTime);
		this.lanes = new PriorityLanes(new PriorityLane(this, Priority.CRITICAL, new WaiterQueue(order), nanoTime),
				new PriorityLane(this, Priority.NORMAL, this.waiters, nanoTime),
				new PriorityLane(this, Priority.LOW, new WaiterQueue(order), nanoTime),
				new PriorityLane(this, Priority.BULK, new WaiterQueue(order), nanoTime), shares);
	}

	/**
	 * Return the requests of each priority, highest first.
	 */
	List<PriorityLane> lanes() {
		return this.lanes.all();
	}

	@Override
	public boolean tryAcquire() {
		return tryAcquire(this.lanes.normal());
	}

	@Override
	Waiter enter(long maxWaitNanos, Consumer<Waiter> listener) {
		return enter(this.lanes.normal(), maxWaitNanos, listener);
	}

	@Override
	boolean withdraw(Waiter waiter) {
		return withdraw(this.lanes.normal(), waiter);
	}

	@Override
	public void release() {
		release(this.lanes.normal());
	}

	boolean tryAcquire(PriorityLane lane) {
		if (!mayHavePermit(lane)) {
			return false;
		}
		boolean taken;
		Waiter decided;
		this.lock.lock();
		try {
			long now = now();
			decided = admit(now);
			taken = take(lane, now);
			publish();
		}
		finally {
			this.lock.unlock();
		}
		Waiter.tellAll(decided);
		return taken;
	}

	Waiter enter(PriorityLane lane, long maxWaitNanos, Consumer<Waiter> listener) {
		Waiter waiter;
		Waiter decided;
		this.lock.lock();
		try {
			long now = now();
			decided = admit(now);
			Admission settled = take(lane, now) ? Admission.ADMITTED : refusal(lane, maxWaitNanos);
			if (settled != Admission.ADMITTED) {
				lane.press(now);
				if (lane.priority().isHigh()) {
					this.refused |= settled != null;
					permits().saturation().pressed();
				}
			}
			if (settled == null) {
				decided = Waiter.join(this.lanes.makePlace(lane, this.maxWaiting, now), decided);
				waiter = lane.join(listener, maxWaitNanos, now);
			}
			else {
				waiter = Waiter.settled(settled);
			}
			publish();
		}
		finally {
			this.lock.unlock();
		}
		Waiter.tellAll(decided);
		return waiter;
	}

	boolean withdraw(PriorityLane lane, Waiter waiter) {
		boolean waiting;
		Waiter decided;
		this.lock.lock();
		try {
			long now = now();
			waiting = lane.leave(waiter, now);
			this.refused |= waiting && lane.priority().isHigh();
			decided = admit(now);
			publish();
		}
		finally {
			this.lock.unlock();
		}
		Waiter.tellAll(decided);
		return waiting;
	}

	void release(PriorityLane lane) {
		Waiter decided;
		this.lock.lock();
		try {
			lane.putBack();
			decided = admit(now());
			publish();
		}
		finally {
			this.lock.unlock();
		}
		Waiter.tellAll(decided);
	}

	@Override
	void dismissOverdue() {
		if (waiting() == 0) {
			return;
		}
		Waiter decided = null;
		this.lock.lock();
		try {
			long now = now();
			for (PriorityLane lane : this.lanes.all()) {
				Waiter overdue = lane.sendOverdueAway(now);
				this.refused |= overdue != null && lane.priority().isHigh();
				decided = Waiter.join(overdue, decided);
			}
			decided = Waiter.join(admit(now), decided);
			publish();
		}
		finally {
			this.lock.unlock();
		}
		Waiter.tellAll(decided);
	}

	@Override
	public void resize(int limit, int maxWaiting) {
		LimiterState.checkedLimit(limit);
		Waiter decided;
		this.lock.lock();
		try {
			this.maxWaiting = LimiterState.checkedWaiting(maxWaiting);
			permits().limit(limit);
			decided = admit(now());
			publish();
		}
		finally {
			this.lock.unlock();
		}
		Waiter.tellAll(decided);
	}

	@Override
	public void close() {
		Waiter decided = null;
		this.lock.lock();
		try {
			this.closed = true;
			long now = now();
			for (PriorityLane lane : this.lanes.all()) {
				decided = Waiter.join(lane.clear(now), decided);
			}
			publish();
		}
		finally {
			this.lock.unlock();
		}
		Waiter.tellAll(decided);
	}

	/**
	 * Tell so for normal and critical requests. What lower ones hold does not count, for
	 * it comes back to them.
	 */
	@Override
	boolean hasRoom() {
		return this.lanes.highWaiting() == 0 && this.lanes.highActive() < limit();
	}

	/**
	 * Tell whether a request may get a permit, without the lock: if not, one that wants
	 * to wait asks again with it.
	 */
	private boolean mayHavePermit(PriorityLane lane) {
		return lane.priority() == Priority.CRITICAL || this.lanes.active() < limit();
	}

	/**
	 * Give free permits to waiters. A share may have grown by nothing but time, so this
	 * is done whenever somebody comes or goes.
	 * @return those decided, linked, to be told without the lock
	 */
	private @Nullable Waiter admit(long now) {
		Waiter decided = null;
		PriorityLane lane = this.lanes.highestWaiting();
		while (lane != null && this.lanes.hasPermit(lane, limit(), now)) {
			Waiter waiter = lane.next(now);
			this.refused |= waiter.outcome() != Admission.ADMITTED && lane.priority().isHigh();
			decided = Waiter.join(waiter, decided);
			lane = this.lanes.highestWaiting();
		}
		return decided;
	}

	private boolean take(PriorityLane lane, long now) {
		if (this.lanes.isPreceded(lane) || !this.lanes.hasPermit(lane, limit(), now)) {
			return false;
		}
		if (this.lanes.active() >= limit()) {
			// The reserve is for when the rest is too little.
			lane.press(now);
		}
		lane.take();
		return true;
	}

	private @Nullable Admission refusal(PriorityLane lane, long maxWaitNanos) {
		if (this.closed) {
			return Admission.SHUTDOWN;
		}
		if (!this.lanes.hasPlace(lane, this.maxWaiting)) {
			return Admission.QUEUE_FULL;
		}
		return (maxWaitNanos <= 0) ? Admission.WAIT_TIMEOUT : null;
	}

	/**
	 * Make the state what it is now, and note if demand fits the limit.
	 */
	private void publish() {
		permits().set(LimiterState.of(limit(), this.lanes.waiting(), this.lanes.active()));
		this.refused &= this.lanes.active() >= limit();
		if (!this.refused && hasRoom()) {
			permits().saturation().eased();
		}
	}

}
