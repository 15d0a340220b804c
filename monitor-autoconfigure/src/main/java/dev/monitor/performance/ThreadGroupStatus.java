package dev.monitor.performance;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

/**
 * {@link StatusSource} of the section {@code thread_groups}: a row for each {@code group}
 * of the section {@code threads}, the largest first, with {@code count},
 * {@code cpu_nanos} and {@code allocated_bytes} of the threads that it has now; both are
 * -1 if the JVM does not tell one of them. Thread-safe.
 *
 * @param threads reads the threads
 */
public record ThreadGroupStatus(ThreadStatus threads) implements StatusSource {

	@Override
	public String name() {
		return "thread_groups";
	}

	@Override
	public StatusSection section() {
		Map<String, Group> groups = new LinkedHashMap<>();
		for (StatusRow thread : this.threads.section().rows()) {
			groups.merge(thread.texts().getOrDefault("group", ""), Group.of(thread), Group::plus);
		}
		List<StatusRow> rows = groups.entrySet()
			.stream()
			.sorted(Comparator.comparingLong((Map.Entry<String, Group> entry) -> entry.getValue().count()).reversed())
			.map((entry) -> entry.getValue().row(entry.getKey()))
			.toList();
		return StatusSection.EMPTY.with(rows);
	}

	private record Group(long count, long cpuNanos, long allocatedBytes) {

		static Group of(StatusRow thread) {
			return new Group(1, number(thread, "cpu_nanos"), number(thread, "allocated_bytes"));
		}

		private static long number(StatusRow thread, String name) {
			return thread.numbers().getOrDefault(name, -1).longValue();
		}

		Group plus(Group other) {
			return new Group(this.count + other.count, sum(this.cpuNanos, other.cpuNanos),
					sum(this.allocatedBytes, other.allocatedBytes));
		}

		private static long sum(long one, long other) {
			return (one < 0 || other < 0) ? -1 : one + other;
		}

		StatusRow row(String name) {
			return StatusRow.of(name)
				.with("count", this.count)
				.with("cpu_nanos", this.cpuNanos)
				.with("allocated_bytes", this.allocatedBytes);
		}

	}

}
