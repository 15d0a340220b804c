package dev.monitor.port.performance;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.monitor.port.Arguments;
import dev.monitor.port.MonitorCommand;
import dev.monitor.port.Word;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSources;

/**
 * Prints a line for each queue of each system of jobs: their names as {@link Word}s, how
 * many jobs are scheduled, available, running, retryable, failed and paused, how long the
 * oldest has been due, and of the system how many runs failed for good or were lost since
 * the start. -1 is unknown.
 */
final class JobsCommand implements MonitorCommand {

	private final StatusSources sources;

	JobsCommand(StatusSources sources) {
		this.sources = sources;
	}

	@Override
	public String name() {
		return "jobs";
	}

	@Override
	public String summary() {
		return "Prints how the jobs of each system stand, or of one";
	}

	@Override
	public String arguments() {
		return "[system]";
	}

	@Override
	public String details() {
		return """
				A line for each queue of each system: system, queue, jobs that are scheduled,
				available, running, retryable, failed, paused, seconds that the oldest has been
				due, runs that failed for good and that were lost since the start. -1 is
				unknown. Blanks and % in names are encoded: %20, %25.
				""";
	}

	@Override
	public String run(List<String> arguments) {
		Arguments.expectAtMost(1, this, arguments);
		List<StatusRow> queues = this.sources.section("jobs").rows();
		String lines = queues.stream()
			.filter((queue) -> arguments.isEmpty() || Word.of(queue.name()).equals(arguments.get(0)))
			.map(JobsCommand::line)
			.collect(Collectors.joining("\n"));
		if (!lines.isEmpty()) {
			return lines;
		}
		if (queues.isEmpty()) {
			throw new IllegalArgumentException("There is no system of jobs");
		}
		throw new IllegalArgumentException(queues.stream()
			.map((queue) -> Word.of(queue.name()))
			.distinct()
			.collect(Collectors.joining(", ", "There is no system '" + arguments.get(0) + "'. There are: ", "")));
	}

	private static String line(StatusRow queue) {
		return Stream
			.of("scheduled", "available", "running", "retryable", "failed", "paused", "oldest_seconds", "runs_failed",
					"runs_lost")
			.map((number) -> queue.numbers().getOrDefault(number, -1).toString())
			.collect(Collectors.joining(" ",
					Word.of(queue.name()) + " " + Word.of(queue.texts().getOrDefault("queue", "-")) + " ", ""));
	}

}
