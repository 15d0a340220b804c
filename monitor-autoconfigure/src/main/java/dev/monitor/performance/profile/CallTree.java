package dev.monitor.performance.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;

/**
 * Stacks folded into a tree of calls. It has at most 5 000 calls, 64 deep: what is called
 * beyond counts for its caller. Not thread-safe while it grows.
 */
final class CallTree {

	static final int DEEPEST = 64;

	static final int MOST_CALLS = 5000;

	private final Call root = new Call();

	private int calls;

	private long samples;

	private long cut;

	/**
	 * Add a sample.
	 * @param stack the methods, outermost first
	 * @param value what the sample is worth
	 */
	void add(List<String> stack, long value) {
		this.samples++;
		this.root.value += value;
		Call caller = this.root;
		int depth = 0;
		for (String method : stack) {
			Call call = caller.callees.get(method);
			if (call == null) {
				if (depth == DEEPEST || this.calls == MOST_CALLS) {
					this.cut++;
					return;
				}
				this.calls++;
				call = new Call();
				caller.callees.put(method, call);
			}
			call.value += value;
			caller = call;
			depth++;
		}
	}

	/**
	 * Write the tree as a table: a caller, then all that it has called, the dearest
	 * first.
	 * @return a row for each call, named by its method, with its {@code depth}, 0 for the
	 * outermost, and its {@code value}, which includes what it has called; the numbers
	 * are {@code samples}, their {@code value}, and how many were {@code cut}
	 */
	StatusSection section() {
		List<StatusRow> rows = new ArrayList<>(this.calls);
		write(this.root, 0, rows);
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("samples", this.samples);
		numbers.put("value", this.root.value);
		numbers.put("cut", this.cut);
		return new StatusSection(numbers, rows);
	}

	private static void write(Call caller, int depth, List<StatusRow> rows) {
		caller.callees.entrySet()
			.stream()
			.sorted(Comparator.comparingLong((Map.Entry<String, Call> entry) -> entry.getValue().value).reversed())
			.forEach((entry) -> {
				Map<String, Number> numbers = new LinkedHashMap<>();
				numbers.put("depth", depth);
				numbers.put("value", entry.getValue().value);
				rows.add(new StatusRow(entry.getKey(), numbers, Map.of()));
				write(entry.getValue(), depth + 1, rows);
			});
	}

	private static final class Call {

		private final Map<String, Call> callees = new LinkedHashMap<>(2);

		private long value;

	}

}
