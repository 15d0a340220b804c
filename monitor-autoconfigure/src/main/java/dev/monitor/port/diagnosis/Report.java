package dev.monitor.port.diagnosis;

import java.util.List;
import java.util.stream.Collectors;

import dev.monitor.status.DiagnosticAnswer;
import dev.monitor.status.DiagnosticAnswer.State;
import dev.monitor.status.DiagnosticColumn;
import dev.monitor.status.DiagnosticResult;

/**
 * Answers as lines.
 */
final class Report {

	private Report() {
	}

	/**
	 * Findings and notes of all, and how many there are.
	 */
	static String of(String database, List<DiagnosticAnswer> answers) {
		StringBuilder lines = new StringBuilder();
		int findings = 0;
		for (DiagnosticAnswer answer : answers) {
			DiagnosticResult result = answer.result();
			if (result == null) {
				add(lines, answer.name(), missing(answer));
				continue;
			}
			findings += result.findings().size();
			result.findings().forEach((finding) -> add(lines, answer.name(), finding));
			result.notes().forEach((note) -> add(lines, answer.name(), note));
		}
		return lines.append("%s: %s diagnostics, findings: %s\n".formatted(database, answers.size(), findings))
			.toString();
	}

	/**
	 * Rows, findings and notes of one.
	 */
	static String of(DiagnosticResult result) {
		StringBuilder lines = new StringBuilder(
				result.columns().stream().map(Report::header).collect(Collectors.joining(" | ")))
			.append('\n');
		result.rows()
			.forEach((row) -> lines
				.append(row.stream()
					.map((value) -> (value != null) ? value.toString() : "-")
					.collect(Collectors.joining(" | ")))
				.append('\n'));
		if (result.truncated()) {
			add(lines, "note", "There are more rows");
		}
		result.findings().forEach((finding) -> add(lines, "finding", finding));
		result.notes().forEach((note) -> add(lines, "note", note));
		return lines.toString();
	}

	static String missing(DiagnosticAnswer answer) {
		return (answer.state() == State.RUNNING) ? "The database has not answered yet. Ask again." : answer.reason();
	}

	private static String header(DiagnosticColumn column) {
		return column.unit().isEmpty() ? column.name() : column.name() + " [" + column.unit() + "]";
	}

	private static void add(StringBuilder lines, String name, String text) {
		lines.append(name).append(": ").append(text).append('\n');
	}

}
