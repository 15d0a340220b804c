package dev.monitor.concurrency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import dev.monitor.gate.Gate;
import dev.monitor.gate.InMemory;
import dev.monitor.gate.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Gate} named {@code concurrency}: closes when demand has been above the limit
 * without a break for the wait time, and opens when there is a free permit and nobody has
 * had to wait or been rejected for the recovery time. Where requests have priorities,
 * only critical and normal ones count as demand. Thread-safe, lock-free.
 */
final class SaturationGate implements Gate, InMemory {

	private static final AtomicReferenceFieldUpdater<SaturationGate, State> STATE = AtomicReferenceFieldUpdater
		.newUpdater(SaturationGate.class, State.class, "state");

	private final ConcurrencyLimiter limiter;

	private final long waitNanos;

	private final long recoveryNanos;

	private final Clock clock;

	private volatile State state;

	/**
	 * Create an open gate.
	 * @param limiter what to watch
	 * @param waitTime how long saturation must last to close the gate
	 * @param recoveryTime how long calm must last to open it
	 * @param clock tells the time of day that verdicts show
	 */
	SaturationGate(ConcurrencyLimiter limiter, Duration waitTime, Duration recoveryTime, Clock clock) {
		this.limiter = limiter;
		this.waitNanos = waitTime.toNanos();
		this.recoveryNanos = recoveryTime.toNanos();
		this.clock = clock;
		this.state = new State(clock.instant(), null);
	}

	@Override
	public String name() {
		return "concurrency";
	}

	@Override
	public Verdict verdict() {
		State seen = this.state;
		State changed = change(seen);
		if (changed != null) {
			STATE.compareAndSet(this, seen, changed);
		}
		State now = this.state;
		Instant overloaded = now.overloaded;
		if (overloaded == null) {
			return Verdict.open(now.since);
		}
		long seconds = Math.max(0, Duration.between(overloaded, this.clock.instant()).toSeconds());
		return Verdict.closed("Overloaded for " + seconds + " s", now.since);
	}

	private @Nullable State change(State seen) {
		if (seen.overloaded != null) {
			boolean recovered = this.limiter.hasRoom() && saturation().lasted() < 0
					&& saturation().calm() >= this.recoveryNanos;
			return recovered ? new State(this.clock.instant(), null) : null;
		}
		long lasted = saturation().lasted();
		if (lasted < 0 || lasted < this.waitNanos) {
			return null;
		}
		Instant now = this.clock.instant();
		return new State(now.minusNanos(lasted - this.waitNanos), now.minusNanos(lasted));
	}

	private Saturation saturation() {
		return this.limiter.permits().saturation();
	}

	/**
	 * What the last reader found.
	 *
	 * @param since when the gate took this state
	 * @param overloaded when the overload began that closed the gate, {@code null} while
	 * it is open
	 */
	private record State(Instant since, @Nullable Instant overloaded) {

	}

}
