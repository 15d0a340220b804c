package dev.monitor.check;

import java.time.Duration;

/**
 * Something that is asked in the background, with what is known about it. Reading is a
 * memory read; thread-safe.
 */
public final class Check {

	private final String name;

	private final boolean required;

	private final Probe probe;

	private final CheckSchedule schedule;

	private final Duration maxAge;

	private final TimeSource time;

	private volatile CheckState state;

	/**
	 * Create a check, which asks nothing before {@link Checks} run it.
	 * @param name name that is unique among the checks it runs with
	 * @param required whether the application cannot serve while it fails
	 * @param probe what it asks
	 * @param schedule when it asks, and how many results change its state
	 * @param time the clocks
	 */
	public Check(String name, boolean required, Probe probe, CheckSchedule schedule, TimeSource time) {
		this.name = name;
		this.required = required;
		this.probe = probe;
		this.schedule = schedule;
		this.maxAge = schedule.maxAge();
		this.time = time;
		this.state = CheckState.unknown(time.instant());
	}

	/**
	 * Return the name, unique among the checks it runs with.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return whether the application cannot serve while it fails.
	 * @return whether it is required
	 */
	public boolean required() {
		return this.required;
	}

	/**
	 * Return the state as of now: a result that is too old does not count.
	 * @return the state
	 */
	public CheckState state() {
		return this.state.asOf(this.time.nanoTime(), this.maxAge);
	}

	/**
	 * Return the seconds since the last result.
	 * @return the age, {@link Double#NaN} before the first result
	 */
	public double ageInSeconds() {
		CheckResult last = this.state.lastResult();
		return (last != null) ? (this.time.nanoTime() - last.nanoTime()) / 1e9 : Double.NaN;
	}

	Probe probe() {
		return this.probe;
	}

	CheckSchedule schedule() {
		return this.schedule;
	}

	TimeSource time() {
		return this.time;
	}

	/**
	 * Forget all results. As {@link #add}, called by one thread at a time.
	 */
	void reset() {
		this.state = CheckState.unknown(this.time.instant());
	}

	/**
	 * Take in a result.
	 * @param result the result
	 * @return the state that a reader saw right before
	 */
	CheckState add(CheckResult result) {
		CheckState before = this.state.asOf(result.nanoTime(), this.maxAge);
		this.state = before.next(result, this.schedule);
		return before;
	}

}
