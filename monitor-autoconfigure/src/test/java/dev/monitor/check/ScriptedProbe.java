package dev.monitor.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * {@link Probe} that does what a test has put in line, the last thing for ever.
 */
public final class ScriptedProbe implements Probe {

	private final String name;

	private final boolean required;

	private final Deque<Body> bodies = new ArrayDeque<>();

	private int runs;

	public ScriptedProbe(String name, boolean required, Body... bodies) {
		this.name = name;
		this.required = required;
		this.bodies.addAll(List.of(bodies));
	}

	public static ScriptedProbe required(String name, Body... bodies) {
		return new ScriptedProbe(name, true, bodies);
	}

	public static Body ok() {
		return () -> {
		};
	}

	public static Body fail(String reason) {
		return () -> {
			throw new CheckFailedException(reason);
		};
	}

	public String name() {
		return this.name;
	}

	public boolean required() {
		return this.required;
	}

	/**
	 * Create the check that has this probe's name.
	 * @param schedule when it asks
	 * @param time its clocks
	 * @return the check
	 */
	public Check on(CheckSchedule schedule, TimeSource time) {
		return new Check(this.name, this.required, this, schedule, time);
	}

	public int runs() {
		return this.runs;
	}

	@Override
	public void check() throws Exception {
		this.runs++;
		Body body = (this.bodies.size() > 1) ? this.bodies.removeFirst() : this.bodies.getFirst();
		body.run();
	}

	@FunctionalInterface
	public interface Body {

		void run() throws Exception;

	}

}
