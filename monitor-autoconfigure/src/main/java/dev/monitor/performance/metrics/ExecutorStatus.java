package dev.monitor.performance.metrics;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * {@link StatusSource} of the section {@code executors}: pools of threads that run tasks,
 * such as those of {@code @Async} and {@code @Scheduled} methods, with {@code active} and
 * {@code size} in threads, {@code max_size} (-1 where nothing limits it), {@code queued}
 * tasks, and tasks {@code completed} since the start. Reads what Micrometer meters of
 * them anyway ({@code executor.*}); one that it does not meter, as one of virtual
 * threads, is not there. Thread-safe.
 */
public final class ExecutorStatus implements StatusSource {

	private static final String ACTIVE = "executor.active";

	private final Supplier<List<MeterRegistry>> registries;

	/**
	 * Create the source.
	 * @param registries those that may have the meters: some have only a part of them
	 */
	public ExecutorStatus(Supplier<List<MeterRegistry>> registries) {
		this.registries = registries;
	}

	@Override
	public String name() {
		return "executors";
	}

	@Override
	public StatusSection section() {
		List<StatusRow> rows = this.registries.get()
			.stream()
			.map(ExecutorStatus::rows)
			.max(Comparator.comparingInt(List::size))
			.orElse(List.of());
		return StatusSection.EMPTY.with("pools", rows.size())
			.with("active", sum(rows, "active"))
			.with("size", sum(rows, "size"))
			.with("queued", sum(rows, "queued"))
			.with("completed", sum(rows, "completed"))
			.with(rows);
	}

	private static long sum(List<StatusRow> rows, String number) {
		return rows.stream()
			.map((row) -> row.numbers().get(number))
			.mapToLong((value) -> (value != null) ? Math.max(0, value.longValue()) : 0)
			.sum();
	}

	private static List<StatusRow> rows(MeterRegistry registry) {
		return registry.find(ACTIVE)
			.gauges()
			.stream()
			.sorted(Comparator.comparing((gauge) -> name(gauge.getId().getTag("name"))))
			.map((active) -> row(registry, active))
			.toList();
	}

	private static StatusRow row(MeterRegistry registry, Gauge active) {
		FunctionCounter completed = registry.find("executor.completed")
			.tags(active.getId().getTags())
			.functionCounter();
		long most = read(registry, "executor.pool.max", active);
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("active", whole(active.value()));
		numbers.put("size", read(registry, "executor.pool.size", active));
		numbers.put("max_size", (most < Integer.MAX_VALUE) ? most : -1L);
		numbers.put("queued", read(registry, "executor.queued", active));
		numbers.put("completed", (completed != null) ? whole(completed.count()) : -1L);
		return new StatusRow(name(active.getId().getTag("name")), numbers, Map.of());
	}

	private static long read(MeterRegistry registry, String name, Gauge like) {
		Gauge gauge = registry.find(name).tags(like.getId().getTags()).gauge();
		return (gauge != null) ? whole(gauge.value()) : -1;
	}

	/**
	 * A pool that nobody uses any more is gone with its numbers.
	 */
	private static long whole(double value) {
		return Double.isNaN(value) ? -1 : (long) value;
	}

	private static String name(@Nullable String tag) {
		return (tag != null) ? tag : "";
	}

}
