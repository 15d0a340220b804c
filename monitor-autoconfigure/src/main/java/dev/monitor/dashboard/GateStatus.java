package dev.monitor.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.monitor.gate.Gate;
import dev.monitor.gate.Gates;
import dev.monitor.gate.Verdict;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

/**
 * {@link StatusSource} of the section {@code gates}: each with its state, since when, and
 * why. Thread-safe.
 *
 * @param gates the gates
 */
public record GateStatus(Gates gates) implements StatusSource {

	@Override
	public String name() {
		return "gates";
	}

	@Override
	public StatusSection section() {
		List<StatusRow> rows = new ArrayList<>();
		for (Gate gate : this.gates) {
			Verdict verdict = gate.verdict();
			rows.add(StatusRow.of(gate.name())
				.with("state", verdict.open() ? "open" : "closed")
				.with("since", verdict.since().toString())
				.with("reason", Objects.requireNonNullElse(verdict.reason(), "")));
		}
		return StatusSection.EMPTY.with(rows);
	}

}
