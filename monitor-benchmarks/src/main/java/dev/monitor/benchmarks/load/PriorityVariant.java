package dev.monitor.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.monitor.benchmarks.Container;

/**
 * What decides which requests are served when not all can be. All reject with 429, so
 * that a rejection costs no connection.
 */
enum PriorityVariant {

	MONITOR("Monitor"),

	/**
	 * As many requests in service and waiting as the others, but fewer share the
	 * processor.
	 */
	SMALL_LIMIT("Monitor with a limit of 2"),

	UNRANKED("Monitor without priorities"),

	NETFLIX("Netflix, partitions of a fixed limit", "load.peer=netflix-partitions"),

	BULKHEADS("Resilience4j, a `Bulkhead` for each class", "load.peer=bulkheads");

	private static final int REQUESTS = Settings.LIMIT + Settings.LIMIT / 2;

	private static final List<String> RULES = List.of("monitor.concurrency.priorities.rules[0].path=/critical",
			"monitor.concurrency.priorities.rules[0].priority=critical",
			"monitor.concurrency.priorities.rules[1].path=/low",
			"monitor.concurrency.priorities.rules[1].priority=low");

	private final String label;

	@SuppressWarnings("ImmutableEnumChecker") // made by List.of
	private final List<String> properties;

	PriorityVariant(String label, String... properties) {
		this.label = label;
		this.properties = List.of(properties);
	}

	String id() {
		return "priority-" + name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return what a reader is shown, as Markdown.
	 */
	String label() {
		return this.label;
	}

	List<String> properties(int iterations) {
		List<String> all = new ArrayList<>(this.properties);
		all.add("spring.main.web-application-type=servlet");
		all.add(Container.TOMCAT.property());
		all.add("load.iterations=" + iterations);
		all.add("load.limit=" + Settings.LIMIT);
		all.add("load.wait-time=" + Settings.WAIT_TIME.toMillis() + "ms");
		if (this == MONITOR || this == SMALL_LIMIT) {
			all.addAll(RULES);
		}
		if (this == MONITOR || this == SMALL_LIMIT || this == UNRANKED) {
			int limit = (this == SMALL_LIMIT) ? 2 : Settings.LIMIT;
			all.add("monitor.concurrency.max-requests=" + limit);
			all.add("monitor.concurrency.max-waiting=" + (REQUESTS - limit));
			all.add("monitor.concurrency.wait-time=" + Settings.WAIT_TIME.toMillis() + "ms");
			all.add("monitor.concurrency.reject.status=429");
		}
		else {
			all.add("monitor.concurrency.enabled=false");
		}
		return all;
	}

}
