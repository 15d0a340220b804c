package dev.monitor.dashboard;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.monitor.status.StatusSource;
import dev.monitor.status.StatusSources;

/**
 * A tab of the page: it shows sections, and is there if any of them is.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum Tab {

	/**
	 * What is wrong, and how the application does.
	 */
	NOW("", "gates", "concurrency", "pools", "dependencies", "in_flight", "connections", "gate_changes", "events",
			"history", "request_times", "objectives"),

	/**
	 * Requests that are served at the moment, and routes.
	 */
	REQUESTS("in_flight", "in_flight", "routes"),

	/**
	 * Pools that run tasks, and threads.
	 */
	THREADS("", "executors", "thread_groups", "threads"),

	/**
	 * Memory of process and heap.
	 */
	MEMORY("", "process", "memory_pools", "gc", "buffers", "cache"),

	/**
	 * Connections and databases.
	 */
	DATABASE("", "pools", "connections", "db"),

	/**
	 * What runs in the background, and what does not reach others.
	 */
	JOBS("", "job_failures", "jobs", "deliveries"),

	/**
	 * What the application is, and all sections that no other tab shows.
	 */
	ABOUT("");

	/**
	 * Sections whose numbers come with every tab.
	 */
	static final List<String> PULSE = List.of("http", "routes", "process", "memory_pools");

	/**
	 * Sections of which the first tab shows the first rows only.
	 */
	private static final Set<String> LONG = Set.of("in_flight", "connections");

	/**
	 * What {@code process} tells as well.
	 */
	private static final String TOLD_TWICE = "memory";

	private static final int FEW_ROWS = 10;

	private static final int MAX_ROWS = 1000;

	private final String counted;

	private final List<String> sections;

	Tab(String counted, String... sections) {
		this.counted = counted;
		this.sections = List.of(sections);
	}

	/**
	 * Find the sections.
	 * @param sources all sections of the application
	 * @return those of this tab, in the order in which to show them
	 */
	List<StatusSource> sections(StatusSources sources) {
		if (this == ABOUT) {
			Set<String> elsewhere = Arrays.stream(values())
				.flatMap((tab) -> tab.sections.stream())
				.collect(Collectors.toCollection(HashSet::new));
			elsewhere.addAll(PULSE);
			elsewhere.add(TOLD_TWICE);
			return sources.all().stream().filter((source) -> !elsewhere.contains(source.name())).toList();
		}
		return this.sections.stream().map(sources::get).filter(Objects::nonNull).toList();
	}

	boolean isShown(StatusSources sources) {
		return this == NOW || this == ABOUT || !sections(sources).isEmpty();
	}

	/**
	 * Return the name of the tab in paths.
	 * @return its name in lower case
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	String counted() {
		return this.counted;
	}

	int maxRows(String section) {
		return (this == NOW && LONG.contains(section)) ? FEW_ROWS : MAX_ROWS;
	}

}
