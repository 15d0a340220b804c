package dev.monitor.performance.http;

import java.util.ArrayList;
import java.util.Collection;
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
 * and has {@code mean_seconds} and {@code method} and {@code route} besides. The longest
 * time is that of the last minutes, as Micrometer has it. Adds up what is metered anyway.
 * Thread-safe.
 */
public final class RouteStatus implements StatusSource {

	private static final int MOST_ROWS = 500;

	private final String timer;

	private final Supplier<List<MeterRegistry>> registries;

	/**
	 * Create the source.
	 * @param timer name of the timer of requests
	 * @param registries those that may have it: some have only a part of the meters, or
	 * forget what they have sent
	 */
	public RouteStatus(String timer, Supplier<List<MeterRegistry>> registries) {
		this.timer = timer;
		this.registries = registries;
	}

	@Override
	public String name() {
		return "routes";
	}

	@Override
	public StatusSection section() {
		Map<Route, Times> routes = new LinkedHashMap<>();
		Times all = Times.NONE;
		for (Timer each : timers()) {
			Times times = Times.of(each);
			all = all.plus(times);
			routes.merge(Route.of(each), times, Times::plus);
		}
		List<StatusRow> rows = routes.entrySet()
			.stream()
			.sorted(Comparator.comparingDouble((Map.Entry<Route, Times> entry) -> entry.getValue().totalSeconds())
				.reversed())
			.limit(MOST_ROWS)
			.map((entry) -> entry.getKey().row(entry.getValue()))
			.toList();
		return new StatusSection(all.numbers(), rows);
	}

	private Collection<Timer> timers() {
		Collection<Timer> most = List.of();
		long highest = -1;
		for (MeterRegistry registry : this.registries.get()) {
			Collection<Timer> timers = registry.find(this.timer).timers();
			long count = timers.stream().mapToLong(Timer::count).sum();
			if (count > highest) {
				most = timers;
				highest = count;
			}
		}
		return new ArrayList<>(most);
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
			numbers.put("mean_seconds", (times.count() > 0) ? times.totalSeconds() / times.count() : 0);
			Map<String, String> texts = new LinkedHashMap<>();
			texts.put("method", this.method);
			texts.put("route", this.pattern);
			return new StatusRow((this.method + " " + this.pattern).strip(), numbers, texts);
		}

	}

	private record Times(long count, long errors, double totalSeconds, double maxSeconds) {

		static final Times NONE = new Times(0, 0, 0, 0);

		static Times of(Timer timer) {
			long count = timer.count();
			long errors = "SERVER_ERROR".equals(timer.getId().getTag("outcome")) ? count : 0;
			return new Times(count, errors, timer.totalTime(TimeUnit.SECONDS), timer.max(TimeUnit.SECONDS));
		}

		Times plus(Times other) {
			return new Times(this.count + other.count, this.errors + other.errors,
					this.totalSeconds + other.totalSeconds, Math.max(this.maxSeconds, other.maxSeconds));
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
