package dev.monitor.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.monitor.gate.Gate;
import dev.monitor.gate.Gates;
import dev.monitor.gate.Verdict;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

/**
 * {@link StatusSource} of the section {@code gates}: each with its state, since when, and
 * why. Where some do not count for readiness, {@code readiness} says of which that is so.
 * Thread-safe.
 *
 * @param gates the gates
 * @param excluded names of gates that leave the instance ready
 */
public record GateStatus(Gates gates, Set<String> excluded) implements StatusSource {

	@Override
	public String name() {
		return "gates";
	}

	@Override
	public StatusSection section() {
		List<StatusRow> rows = new ArrayList<>();
		for (Gate gate : this.gates) {
			Verdict verdict = gate.verdict();
			StatusRow row = StatusRow.of(gate.name())
				.with("state", verdict.open() ? "open" : "closed")
				.with("since", verdict.since().toString())
				.with("reason", Objects.requireNonNullElse(verdict.reason(), ""));
			rows.add(this.excluded.isEmpty() ? row
					: row.with("readiness", this.excluded.contains(gate.name()) ? "not counted" : ""));
		}
		return StatusSection.EMPTY.with(rows);
	}

}
