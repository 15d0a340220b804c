package dev.monitor.status;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.monitor.task.PeriodicTask;

/**
 * Numbers of other sections as they were, a point each 5 seconds, so that who looks sees
 * what was before. {@link StatusSource} of the section {@code history}:
 * {@code interval_seconds}, and a row for each point, the oldest first, with
 * {@code time}, in milliseconds since 1970, and each number under its name. -1 is what
 * nobody told then. What is counted since the start, such as requests, is not divided by
 * the time. Eight bytes a number are kept. Thread-safe.
 */
public final class History implements StatusSource {

	/**
	 * Time between two points.
	 */
	public static final Duration INTERVAL = Duration.ofSeconds(5);

	private final List<Series> series;

	private final Supplier<StatusSources> sources;

	private final Clock clock;

	private final PeriodicTask task = new PeriodicTask("monitor-history", this::sample, INTERVAL, INTERVAL);

	/**
	 * Time and numbers of each point, one after the other.
	 */
	private final double[] points;

	private final int width;

	private int next;

	private int count;

	/**
	 * Create without points.
	 * @param length how far to look back; zero keeps nothing
	 * @param series the numbers
	 * @param sources gives the sections, asked for the first time with the first point
	 * @param clock dates the points
	 */
	public History(Duration length, List<Series> series, Supplier<StatusSources> sources, Clock clock) {
		this.series = List.copyOf(series);
		this.sources = sources;
		this.clock = clock;
		this.width = series.size() + 1;
		this.points = new double[(int) length.dividedBy(INTERVAL) * this.width];
	}

	/**
	 * Take points from now on, the first one after the time between two.
	 */
	public void start() {
		if (this.points.length > 0) {
			this.task.start();
		}
	}

	/**
	 * Take no more points; those that were taken stay.
	 */
	public void stop() {
		this.task.stop();
	}

	/**
	 * Take a point.
	 */
	public void sample() {
		Map<String, StatusSection> sections = new LinkedHashMap<>();
		double[] point = new double[this.width];
		point[0] = this.clock.millis();
		for (int i = 0; i < this.series.size(); i++) {
			Series each = this.series.get(i);
			Number number = sections.computeIfAbsent(each.section(), this.sources.get()::section)
				.numbers()
				.get(each.number());
			point[i + 1] = (number != null) ? number.doubleValue() : -1;
		}
		add(point);
	}

	private synchronized void add(double[] point) {
		System.arraycopy(point, 0, this.points, this.next, this.width);
		this.next = (this.next + this.width) % this.points.length;
		this.count = Math.min(this.count + 1, this.points.length / this.width);
	}

	@Override
	public String name() {
		return "history";
	}

	@Override
	public StatusSection section() {
		double[] copy;
		int at;
		int rows;
		synchronized (this) {
			copy = Arrays.copyOf(this.points, this.points.length);
			rows = this.count;
			at = (rows > 0) ? Math.floorMod(this.next - rows * this.width, copy.length) : 0;
		}
		List<StatusRow> table = new ArrayList<>(rows);
		for (int i = 0; i < rows; i++) {
			table.add(row(copy, at));
			at = (at + this.width) % copy.length;
		}
		return StatusSection.EMPTY.with("interval_seconds", INTERVAL.toSeconds()).with(table);
	}

	private StatusRow row(double[] points, int at) {
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("time", (long) points[at]);
		for (int i = 0; i < this.series.size(); i++) {
			numbers.put(this.series.get(i).name(), points[at + 1 + i]);
		}
		return new StatusRow("", numbers, Map.of());
	}

	/**
	 * A number whose past is kept.
	 *
	 * @param name its name in the history
	 * @param section name of the section that has it
	 * @param number its name there
	 */
	public record Series(String name, String section, String number) {

	}

}
