package dev.monitor.gate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * All gates of the application, in the order in which a reader should name them: the
 * first closed one is the reason given. Parts of the application that come and go bring
 * gates of their own; one of a name that is known already does not hide the other, both
 * have to be open. Thread-safe.
 */
public final class Gates implements Iterable<Gate>, AutoCloseable {

	private final List<Gate> all = new ArrayList<>();

	private final List<Consumer<String>> observers = new ArrayList<>();

	private volatile Map<String, Gate> byName = Map.of();

	/**
	 * Create the gates.
	 * @param gates the gates, most telling first
	 * @throws IllegalArgumentException if two gates share a name
	 */
	public Gates(List<? extends Gate> gates) {
		join(gates);
	}

	/**
	 * Take in the gates of a part of the application.
	 * @param gates the gates, named after those that are there
	 * @throws IllegalArgumentException if two of these share a name
	 */
	public synchronized void join(List<? extends Gate> gates) {
		Set<String> names = new HashSet<>();
		for (Gate gate : gates) {
			if (!names.add(gate.name())) {
				throw new IllegalArgumentException("Two gates are named '" + gate.name() + "'");
			}
		}
		names.removeAll(this.byName.keySet());
		this.all.addAll(gates);
		regroup();
		names.forEach((name) -> this.observers.forEach((observer) -> observer.accept(name)));
	}

	/**
	 * Give up gates that have joined.
	 * @param gates the same gates
	 */
	public synchronized void leave(List<? extends Gate> gates) {
		this.all.removeAll(gates);
		regroup();
	}

	/**
	 * Have the names of all gates shown, of those that are there and those to come.
	 * @param observer told each name once
	 */
	public synchronized void addObserver(Consumer<String> observer) {
		this.observers.add(observer);
		this.byName.keySet().forEach(observer);
	}

	/**
	 * Return what keeps traffic out, if anything does.
	 * @return the first closed gate with its verdict, {@code null} when all are open
	 */
	public @Nullable ClosedGate firstClosed() {
		return firstClosed(Set.of());
	}

	/**
	 * Return what keeps traffic out, if anything but some gates does.
	 * @param except names of gates that are not asked
	 * @return the first closed gate with its verdict, {@code null} when all others are
	 * open
	 */
	public @Nullable ClosedGate firstClosed(Set<String> except) {
		for (Gate gate : this) {
			if (!except.contains(gate.name())) {
				Verdict verdict = gate.verdict();
				if (!verdict.open()) {
					return new ClosedGate(gate.name(), verdict);
				}
			}
		}
		return null;
	}

	/**
	 * Return a gate.
	 * @param name its name
	 * @return the gate, {@code null} if none is named so
	 */
	public @Nullable Gate get(String name) {
		return this.byName.get(name);
	}

	@Override
	public Iterator<Gate> iterator() {
		return this.byName.values().iterator();
	}

	/**
	 * Stop to ask the gates that are guarded until somebody reads.
	 */
	public void pause() {
		guarded(GuardedGate::pause);
	}

	/**
	 * End the guards: gates that are guarded count as closed from now on, all others stay
	 * as they are.
	 */
	@Override
	public void close() {
		guarded(GuardedGate::close);
	}

	private synchronized void guarded(Consumer<GuardedGate> action) {
		for (Gate gate : this.all) {
			if (gate instanceof GuardedGate guarded) {
				action.accept(guarded);
			}
		}
	}

	private void regroup() {
		Map<String, Gate> grouped = new LinkedHashMap<>();
		for (Gate gate : this.all) {
			grouped.merge(gate.name(), gate, JointGate::new);
		}
		this.byName = grouped;
	}

	/**
	 * A gate that was found closed.
	 *
	 * @param name the gate's name
	 * @param verdict the verdict that was read
	 */
	public record ClosedGate(String name, Verdict verdict) {

	}

	/**
	 * Two gates of one name: open while both are.
	 */
	private record JointGate(Gate first, Gate second) implements Gate, InMemory {

		@Override
		public String name() {
			return this.first.name();
		}

		@Override
		public Verdict verdict() {
			Verdict one = this.first.verdict();
			Verdict other = this.second.verdict();
			if (one.open() && other.open()) {
				return one.since().isAfter(other.since()) ? one : other;
			}
			return one.open() ? other : one;
		}

	}

}
