package dev.monitor.health;

import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

/**
 * {@link StatusSource} of the section {@code gate_changes}: {@code changes}, how many
 * there were since the start, and a row for each of the last 50, the latest first.
 * Thread-safe.
 */
public final class GateHistory implements StatusSource {

	private static final int KEPT = 50;

	private final Deque<GateChange> changes = new ArrayDeque<>();

	private long count;

	@Override
	public String name() {
		return "gate_changes";
	}

	@Override
	public synchronized StatusSection section() {
		return StatusSection.EMPTY.with("changes", this.count)
			.with(this.changes.stream().map(GateHistory::row).toList());
	}

	synchronized void add(GateChange change) {
		this.count++;
		this.changes.addFirst(change);
		if (this.changes.size() > KEPT) {
			this.changes.removeLast();
		}
	}

	private static StatusRow row(GateChange change) {
		return StatusRow.of(change.gate())
			.with("held_seconds", change.held().toMillis() / 1000.0)
			.with("time", change.at().truncatedTo(ChronoUnit.MILLIS).toString())
			.with("state", change.opened() ? "open" : "closed")
			.with("reason", Objects.requireNonNullElse(change.reason(), ""));
	}

}
