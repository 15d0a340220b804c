package dev.monitor.health;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

/**
 * The last 50 changes of gates, the latest first. Thread-safe.
 */
public final class GateHistory implements StatusSource {

	private static final int KEPT = 50;

	private static final List<String> COLUMNS = List.of("time", "gate", "state", "held_seconds", "reason");

	private final Deque<GateChange> changes = new ArrayDeque<>();

	private long count;

	@Override
	public String name() {
		return "gate_changes";
	}

	@Override
	public synchronized StatusSection section() {
		return new StatusSection(Map.of("changes", this.count), COLUMNS,
				this.changes.stream().map(GateHistory::row).toList());
	}

	synchronized void add(GateChange change) {
		this.count++;
		this.changes.addFirst(change);
		if (this.changes.size() > KEPT) {
			this.changes.removeLast();
		}
	}

	private static List<String> row(GateChange change) {
		return List.of(change.at().toString(), change.gate(), change.opened() ? "open" : "closed",
				String.valueOf(change.held().toMillis() / 1000.0), Objects.requireNonNullElse(change.reason(), ""));
	}

}
