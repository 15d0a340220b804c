package dev.monitor.performance.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.monitor.property.InvalidPropertyException;
import dev.monitor.status.History;
import dev.monitor.status.History.Series;
import dev.monitor.status.StatusSources;
import dev.monitor.status.spring.StatusBeans;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * The {@link History} that {@code monitor.dashboard.history} asks for.
 */
final class DashboardHistory {

	private static final String PROPERTY = "monitor.dashboard.history";

	private static final Duration DEFAULT = Duration.ofMinutes(10);

	private static final Duration LONGEST = Duration.ofHours(1);

	private static final List<Series> SERIES = List.of(new Series("requests", "routes", "count"),
			new Series("errors", "routes", "errors"), new Series("request_seconds", "routes", "total_seconds"),
			new Series("max_seconds", "routes", "max_seconds"), new Series("limit", "concurrency", "limit"),
			new Series("active", "concurrency", "active"), new Series("waiting", "concurrency", "waiting"),
			new Series("cpu_seconds", "process", "cpu_seconds"), new Series("rss", "process", "rss"),
			new Series("heap_used", "memory_pools", "heap_used"),
			new Series("heap_after_gc", "memory_pools", "heap_after_gc"),
			new Series("connections_held", "connections", "held"),
			new Series("connections_waiting", "connections", "waiting"));

	private DashboardHistory() {
	}

	/**
	 * Create the history.
	 * @param environment has the property
	 * @param beans have the sections
	 * @return the history, which keeps nothing if that is what the property says
	 * @throws InvalidPropertyException if the property makes no sense
	 */
	static History create(Environment environment, BeanFactory beans) {
		Duration length = Binder.get(environment).bind(PROPERTY, Duration.class).orElse(DEFAULT);
		boolean sensible = length.isZero()
				|| (length.compareTo(History.INTERVAL) >= 0 && length.compareTo(LONGEST) <= 0);
		if (!sensible) {
			throw new InvalidPropertyException(PROPERTY, length, "is neither 0 nor from 5 s to 1 h",
					"Set it to a duration such as 10m, or to 0 for no history.");
		}
		SingletonSupplier<StatusSources> all = SingletonSupplier
			.of(() -> new StatusSources(new StatusBeans(beans).sources()));
		return new History(length, SERIES, all::obtain, Clock.systemUTC());
	}

}
