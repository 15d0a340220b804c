package dev.monitor.concurrency;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The requests of all priorities side by side: who may have a permit, and who may wait.
 * The {@link PriorityLimiter} guards what changes with its lock.
 *
 * @param critical those of critical priority
 * @param normal those of normal priority
 * @param low those of low priority
 * @param bulk those of bulk priority
 * @param shares how the limit is divided
 * @param demand the most critical and normal requests that were served or waited at once,
 * of the last seconds
 */
record PriorityLanes(PriorityLane critical, PriorityLane normal, PriorityLane low, PriorityLane bulk,
		PriorityShares shares, RecentMaximum demand) {

	/**
	 * Note that a request is there, which counts if it is a critical or normal one.
	 * @param lane its priority
	 * @param rejected how many such requests are rejected at this moment, 0 or 1
	 */
	void noteDemand(PriorityLane lane, int rejected, long now) {
		if (lane.priority().isHigh()) {
			this.demand.note(now, Math.min(LimiterState.MAX, highActive() + highWaiting() + rejected));
		}
	}

	/**
	 * Return all, the highest first.
	 */
	List<PriorityLane> all() {
		return List.of(this.critical, this.normal, this.low, this.bulk);
	}

	int active() {
		return highActive() + this.low.active() + this.bulk.active();
	}

	int waiting() {
		return highWaiting() + this.low.waiting() + this.bulk.waiting();
	}

	int highActive() {
		return this.critical.active() + this.normal.active();
	}

	int highWaiting() {
		return this.critical.waiting() + this.normal.waiting();
	}

	/**
	 * Tell whether somebody waits who comes before a request that comes now.
	 */
	boolean isPreceded(PriorityLane lane) {
		PriorityLane first = highestWaiting();
		return first != null && first.priority().compareTo(lane.priority()) <= 0;
	}

	@Nullable PriorityLane highestWaiting() {
		if (this.critical.waiting() > 0) {
			return this.critical;
		}
		if (this.normal.waiting() > 0) {
			return this.normal;
		}
		if (this.low.waiting() > 0) {
			return this.low;
		}
		return (this.bulk.waiting() > 0) ? this.bulk : null;
	}

	/**
	 * Return the lowest for which somebody waits, if it is below another.
	 */
	@Nullable PriorityLane lowestWaitingBelow(PriorityLane lane) {
		PriorityLane lowest = this.critical;
		if (this.bulk.waiting() > 0) {
			lowest = this.bulk;
		}
		else if (this.low.waiting() > 0) {
			lowest = this.low;
		}
		else if (this.normal.waiting() > 0) {
			lowest = this.normal;
		}
		return (lowest.priority().compareTo(lane.priority()) > 0) ? lowest : null;
	}

	/**
	 * Tell whether there is a permit that a request may have, if it is its turn.
	 */
	boolean hasPermit(PriorityLane lane, int limit, long now) {
		int free = limit - active();
		return switch (lane.priority()) {
			case CRITICAL -> free + this.shares.reserve(limit) > 0;
			case NORMAL -> free > 0;
			case LOW -> free > 0 && hasLowShare(limit, now);
			case BULK -> free > 0 && hasLowShare(limit, now) && hasBulkShare(limit, now);
		};
	}

	/**
	 * While higher ones are rejected, the permits that they needed at once are theirs.
	 * That may leave nothing. Then one is let in when nothing is served: only the end of
	 * a request makes somebody look again.
	 */
	private boolean hasLowShare(int limit, long now) {
		if (!highPresses(now)) {
			return true;
		}
		boolean loses = this.critical.loses(now) || this.normal.loses(now);
		int share = loses ? Math.min(this.shares.low(limit), limit - this.demand.get(now)) : this.shares.low(limit);
		return this.low.active() + this.bulk.active() < share || active() == 0;
	}

	private boolean hasBulkShare(int limit, long now) {
		return (!highPresses(now) && !this.low.presses(now)) || this.bulk.active() < this.shares.bulk(limit);
	}

	private boolean highPresses(long now) {
		return this.critical.presses(now) || this.normal.presses(now);
	}

	/**
	 * Tell whether a request may wait for a permit.
	 * @param lane its priority
	 * @param maxWaiting how many may wait
	 */
	boolean hasPlace(PriorityLane lane, int maxWaiting) {
		boolean allowed = lane.priority().isHigh() || highWaiting() == 0;
		return allowed && maxWaiting > 0 && (waiting() < maxWaiting || lowestWaitingBelow(lane) != null);
	}

	/**
	 * Send those away who are not to wait beside a request that is about to.
	 * @param losing given the priority of each
	 * @return those sent away, linked, to be told without the lock
	 */
	@Nullable Waiter makePlace(PriorityLane lane, int maxWaiting, long now, Consumer<PriorityLane> losing) {
		Waiter displaced = null;
		PriorityLane lowest = lowestWaitingBelow(lane);
		while (lowest != null && lane.priority().isHigh() && !lowest.priority().isHigh()) {
			losing.accept(lowest);
			displaced = Waiter.join(lowest.displace(now), displaced);
			lowest = lowestWaitingBelow(lane);
		}
		if (lowest != null && waiting() >= maxWaiting) {
			losing.accept(lowest);
			displaced = Waiter.join(lowest.displace(now), displaced);
		}
		return displaced;
	}

}
