package dev.monitor.gate;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * All gates of the application, in the order in which a reader should name them: the
 * first closed one is the reason given. Immutable, thread-safe.
 */
public final class Gates implements Iterable<Gate>, AutoCloseable {

	private final List<Gate> gates;

	/**
	 * Create the gates.
	 * @param gates the gates, most telling first
	 * @throws IllegalArgumentException if two gates share a name
	 */
	public Gates(List<? extends Gate> gates) {
		this.gates = List.copyOf(gates);
		Set<String> names = new HashSet<>();
		for (Gate gate : this.gates) {
			if (!names.add(gate.name())) {
				throw new IllegalArgumentException("Two gates are named '" + gate.name() + "'");
			}
		}
	}

	/**
	 * Return what keeps traffic out, if anything does.
	 * @return the first closed gate with its verdict, {@code null} when all are open
	 */
	public @Nullable ClosedGate firstClosed() {
		for (Gate gate : this.gates) {
			Verdict verdict = gate.verdict();
			if (!verdict.open()) {
				return new ClosedGate(gate.name(), verdict);
			}
		}
		return null;
	}

	@Override
	public Iterator<Gate> iterator() {
		return this.gates.iterator();
	}

	/**
	 * End the guards: gates that are guarded count as closed from now on, all others stay
	 * as they are.
	 */
	@Override
	public void close() {
		for (Gate gate : this.gates) {
			if (gate instanceof GuardedGate guarded) {
				guarded.close();
			}
		}
	}

	/**
	 * A gate that was found closed.
	 *
	 * @param name the gate's name
	 * @param verdict the verdict that was read
	 */
	public record ClosedGate(String name, Verdict verdict) {

	}

}
