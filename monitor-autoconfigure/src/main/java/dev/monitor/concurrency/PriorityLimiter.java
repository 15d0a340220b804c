package dev.monitor.concurrency;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A limiter of requests with priorities. A permit goes to the highest that waits, and
 * within a priority to the one whose turn it is. Low and bulk requests keep to their
 * {@linkplain PriorityShares shares} while higher ones cannot be served at once, or could
 * not in the last seconds; while higher ones were even rejected, they get only what was
 * left at the busiest moment of these seconds. They never wait while normal or critical
 * ones do. A full queue makes room for a higher request by sending the lowest away.
 * Critical requests may use a reserve above the limit; all others keep to the limit in
 * force.
 * <p>
 * Thread-safe: every change is made under the lock. Saturation is that of critical and
 * normal requests: what low and bulk ones hold can be had from them, unless one was
 * refused since a permit was last free. Who asks without a priority asks as
 * {@link Priority#NORMAL}.
 */
final class PriorityLimiter extends ConcurrencyLimiter {

	private static final int DEMAND_SLOTS = 5;

	private final PriorityLanes lanes;

	private boolean refused;

	private @Nullable Waiter decided;

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
				new PriorityLane(this, Priority.BULK, new WaiterQueue(order), nanoTime), shares,
				new RecentMaximum(now(), PriorityLane.RECENT / DEMAND_SLOTS, DEMAND_SLOTS + 1));
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
		this.lock.lock();
		try {
			long now = now();
			admit(now);
			return take(lane, now);
		}
		finally {
			publishAndUnlock();
		}
	}

	Waiter enter(PriorityLane lane, long maxWaitNanos, Consumer<Waiter> listener) {
		this.lock.lock();
		try {
			long now = now();
			admit(now);
			Admission settled = take(lane, now) ? Admission.ADMITTED : refusal(lane, maxWaitNanos);
			if (settled == Admission.ADMITTED) {
				return Waiter.settled(settled);
			}
			lane.press(now);
			if (lane.priority().isHigh()) {
				permits().saturation().pressed();
			}
			if (settled != null) {
				refuse(lane, now);
				return Waiter.settled(settled);
			}
			tellLater(this.lanes.makePlace(lane, this.maxWaiting, now, (loser) -> refuse(loser, now)));
			Waiter waiter = lane.join(listener, maxWaitNanos, now);
			this.lanes.noteDemand(lane, 0, now);
			return waiter;
		}
		finally {
			publishAndUnlock();
		}
	}

	boolean withdraw(PriorityLane lane, Waiter waiter) {
		this.lock.lock();
		try {
			long now = now();
			boolean waiting = lane.leave(waiter, now);
			if (waiting) {
				refuse(lane, now);
			}
			admit(now);
			return waiting;
		}
		finally {
			publishAndUnlock();
		}
	}

	void release(PriorityLane lane) {
		this.lock.lock();
		try {
			lane.putBack();
			admit(now());
		}
		finally {
			publishAndUnlock();
		}
	}

	@Override
	void dismissOverdue() {
		if (waiting() == 0) {
			return;
		}
		this.lock.lock();
		try {
			long now = now();
			for (PriorityLane lane : this.lanes.all()) {
				Waiter overdue = lane.sendOverdueAway(now);
				if (overdue != null) {
					refuse(lane, now);
				}
				tellLater(overdue);
			}
			admit(now);
		}
		finally {
			publishAndUnlock();
		}
	}

	@Override
	public void resize(int limit, int maxWaiting) {
		LimiterState.checkedLimit(limit);
		this.lock.lock();
		try {
			this.maxWaiting = LimiterState.checkedWaiting(maxWaiting);
			permits().limit(limit);
			admit(now());
		}
		finally {
			publishAndUnlock();
		}
	}

	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			long now = now();
			for (PriorityLane lane : this.lanes.all()) {
				tellLater(lane.clear(now));
			}
		}
		finally {
			publishAndUnlock();
		}
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
	 */
	private void admit(long now) {
		PriorityLane lane = this.lanes.highestWaiting();
		while (lane != null && this.lanes.hasPermit(lane, limit(), now)) {
			Waiter waiter = lane.next(now);
			if (waiter.outcome() != Admission.ADMITTED) {
				refuse(lane, now);
			}
			tellLater(waiter);
			lane = this.lanes.highestWaiting();
		}
	}

	/**
	 * Note whom to tell of a decision once the lock is free.
	 */
	private void tellLater(@Nullable Waiter waiters) {
		this.decided = Waiter.join(waiters, this.decided);
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
		this.lanes.noteDemand(lane, 0, now);
		return true;
	}

	/**
	 * Note that a request is rejected, or leaves: that counts if it is a higher one.
	 */
	private void refuse(PriorityLane lane, long now) {
		if (lane.priority().isHigh()) {
			this.refused = true;
			lane.lose(now);
			this.lanes.noteDemand(lane, 1, now);
		}
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
	 * Make the state what it is now, note if demand fits the limit, and tell those who
	 * have been decided without the lock.
	 */
	private void publishAndUnlock() {
		Waiter told = this.decided;
		this.decided = null;
		try {
			permits().set(LimiterState.of(limit(), this.lanes.waiting(), this.lanes.active()));
			this.refused &= this.lanes.active() >= limit();
			if (!this.refused && hasRoom()) {
				permits().saturation().eased();
			}
		}
		finally {
			this.lock.unlock();
		}
		Waiter.tellAll(told);
	}

}
