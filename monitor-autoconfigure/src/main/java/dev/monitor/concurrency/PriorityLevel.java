package dev.monitor.concurrency;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import dev.monitor.failure.Listeners;
import dev.monitor.status.StatusRow;

/**
 * What a {@link ConcurrencyLimit} knows of the requests of one priority. Thread-safe.
 */
public final class PriorityLevel {

	private final PriorityLane lane;

	private final Listeners<WaitListener> waits = new Listeners<>(List.of());

	private final Outcomes outcomes;

	private final AdmissionControl admission;

	private PriorityLevel(PriorityLane lane, Outcomes all,
			BiFunction<PermitSource, Outcomes, AdmissionControl> admission) {
		this.lane = lane;
		this.outcomes = new PriorityOutcomes(all, lane.priority(), this.waits);
		this.admission = admission.apply(lane, this.outcomes);
	}

	/**
	 * Create a limiter of requests with priorities.
	 */
	static ConcurrencyLimiter limiter(LimitSettings settings, PriorityShares shares, LongSupplier nanoTime) {
		int limit = settings.bounds().initial();
		return new PriorityLimiter(limit, settings.maxWaiting(limit), settings.order(), shares, nanoTime);
	}

	/**
	 * Create all levels.
	 * @param limiter the limiter of all requests
	 * @param all what becomes of all requests
	 * @param admission creates what decides for one level
	 * @return the levels by priority, highest first
	 */
	static Map<Priority, PriorityLevel> all(ConcurrencyLimiter limiter, Outcomes all,
			BiFunction<PermitSource, Outcomes, AdmissionControl> admission) {
		Map<Priority, PriorityLevel> levels = new EnumMap<>(Priority.class);
		for (PriorityLane lane : ((PriorityLimiter) limiter).lanes()) {
			levels.put(lane.priority(), new PriorityLevel(lane, all, admission));
		}
		return Collections.unmodifiableMap(levels);
	}

	/**
	 * Return a row that shows this moment.
	 */
	StatusRow row() {
		return StatusRow.of(priority().toString())
			.with("active", active())
			.with("waiting", waiting())
			.with("served", this.outcomes.total(Admission.ADMITTED))
			.with("rejected", this.outcomes.rejected());
	}

	/**
	 * Ask for a permit for such a request, as {@link ConcurrencyLimit#enter(long)} does.
	 * @param nanosLeft time until the request's deadline
	 * @return a permit or a rejection
	 */
	public Decision enter(long nanosLeft) {
		return this.admission.enter(nanosLeft);
	}

	/**
	 * Ask for a permit for such a request, as
	 * {@link ConcurrencyLimit#enter(long, Consumer)} does.
	 * @param nanosLeft time until the request's deadline
	 * @param answer told the decision if the request has to wait
	 * @return the decision, or the request as it waits
	 */
	public Entry enter(long nanosLeft, Consumer<? super Decision> answer) {
		return this.admission.enter(nanosLeft, answer);
	}

	/**
	 * Return which requests these are.
	 * @return their priority
	 */
	public Priority priority() {
		return this.lane.priority();
	}

	/**
	 * Return how many of them are being served.
	 * @return the number now
	 */
	public int active() {
		return this.lane.active();
	}

	/**
	 * Return how many of them wait.
	 * @return the number now
	 */
	public int waiting() {
		return this.lane.waiting();
	}

	/**
	 * Return the live counts of what became of them.
	 * @return the counts, which go on changing
	 */
	public Outcomes outcomes() {
		return this.outcomes;
	}

	/**
	 * Add a listener that is told of their waits that are over.
	 * @param listener the listener, told after those added before
	 */
	public void add(WaitListener listener) {
		this.waits.add(listener);
	}

}
