package dev.monitor.performance.http;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * {@link StatusSource} of the section {@code routes}, since the start: {@code count},
 * {@code errors} (answers with a status of 500 or more), {@code total_seconds} and
 * {@code max_seconds}, of all requests and of each method and route, at most the 500 that
 * took the most time, these first. A row is named by both, as {@code GET /orders/{id}},
 * and has {@code mean_seconds}, {@code p95_seconds} and {@code method} and {@code route}
 * besides. The longest time is that of the last minutes, as Micrometer has it; the 95th
 * percentile is estimated from the buckets of the timer, and -1 if it has none or they
 * end below. Adds up what is metered anyway. Thread-safe.
 */
public final class RouteStatus implements StatusSource {

	private static final int MOST_ROWS = 500;

	private final RequestTimers timers;

	/**
	 * Create the source.
	 * @param timer name of the timer of requests
	 * @param registries those that may have it: some have only a part of the meters, or
	 * forget what they have sent
	 */
	public RouteStatus(String timer, Supplier<List<MeterRegistry>> registries) {
		this.timers = new RequestTimers(timer, registries);
	}

	@Override
	public String name() {
		return "routes";
	}

	@Override
	public StatusSection section() {
		Map<Route, Times> routes = new LinkedHashMap<>();
		Times all = new Times();
		for (Timer each : this.timers.all()) {
			all.add(each);
			Times times = routes.computeIfAbsent(Route.of(each), (route) -> new Times());
			times.add(each);
			times.buckets.add(each);
		}
		List<StatusRow> rows = routes.entrySet()
			.stream()
			.sorted(Comparator.comparingDouble((Map.Entry<Route, Times> entry) -> entry.getValue().totalSeconds)
				.reversed())
			.limit(MOST_ROWS)
			.map((entry) -> entry.getKey().row(entry.getValue()))
			.toList();
		return new StatusSection(all.numbers(), rows);
	}

	private record Route(String method, String pattern) {

		static Route of(Timer timer) {
			return new Route(tag(timer, "method"), tag(timer, "uri"));
		}

		private static String tag(Timer timer, String key) {
			@Nullable String value = timer.getId().getTag(key);
			return Objects.requireNonNullElse(value, "");
		}

		StatusRow row(Times times) {
			Map<String, Number> numbers = times.numbers();
			numbers.put("mean_seconds", (times.count > 0) ? times.totalSeconds / times.count : 0);
			numbers.put("p95_seconds", times.buckets.percentile(0.95, times.count, times.maxSeconds));
			Map<String, String> texts = new LinkedHashMap<>();
			texts.put("method", this.method);
			texts.put("route", this.pattern);
			return new StatusRow((this.method + " " + this.pattern).strip(), numbers, texts);
		}

	}

	private static final class Times {

		private long count;

		private long errors;

		private double totalSeconds;

		private double maxSeconds;

		private final Buckets buckets = new Buckets();

		void add(Timer timer) {
			long added = timer.count();
			this.count += added;
			this.errors += "SERVER_ERROR".equals(timer.getId().getTag("outcome")) ? added : 0;
			this.totalSeconds += timer.totalTime(TimeUnit.SECONDS);
			this.maxSeconds = Math.max(this.maxSeconds, timer.max(TimeUnit.SECONDS));
		}

		Map<String, Number> numbers() {
			Map<String, Number> numbers = new LinkedHashMap<>();
			numbers.put("count", this.count);
			numbers.put("errors", this.errors);
			numbers.put("total_seconds", this.totalSeconds);
			numbers.put("max_seconds", this.maxSeconds);
			return numbers;
		}

	}

}
