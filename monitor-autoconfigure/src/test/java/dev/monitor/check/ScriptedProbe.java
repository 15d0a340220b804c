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

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public boolean required() {
		return this.required;
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
