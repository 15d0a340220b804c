package dev.monitor.metricline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one interval: as many numbers of a group in a line as fit, and no more
 * lines than allowed. Not thread-safe.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public final class MetricLines {

	/**
	 * The most numbers that one meter has.
	 */
	private static final int NUMBERS_OF_A_METER = 4;

	private static final int LONGEST_NUMBER = MetricNames.LONGEST + 50;

	private final MetricStyle style;

	private final MetricLimits limits;

	private final Consumer<List<MetricValue>> out;

	private final List<MetricValue> line = new ArrayList<>();

	private int length;

	private int written;

	private int leftOut;

	MetricLines(MetricStyle style, MetricLimits limits, Consumer<List<MetricValue>> out) {
		this.style = style;
		this.limits = limits;
		this.out = out;
	}

	/**
	 * Tell whether there is no place for the numbers of one more meter. Ask before taking
	 * what is counted since the last line: not taken, it is part of the next one.
	 * @return whether to call {@link #leaveOut()} instead
	 */
	public boolean isFull() {
		int linesLeft = this.limits.lines() - this.written;
		if (linesLeft * this.style.valuesPerLine() < NUMBERS_OF_A_METER) {
			return true;
		}
		return linesLeft == 1 && !this.line.isEmpty() && !fits(NUMBERS_OF_A_METER, NUMBERS_OF_A_METER * LONGEST_NUMBER);
	}

	/**
	 * Count a meter that is left out.
	 */
	public void leaveOut() {
		leaveOut(1);
	}

	/**
	 * Count meters that are left out.
	 * @param meters how many
	 */
	public void leaveOut(int meters) {
		this.leftOut += meters;
	}

	/**
	 * Add a number. One that readers cannot take, as it is negative, infinite or none, is
	 * left out silently.
	 * @param type what a reader does with it
	 * @param name its full name, see {@link MetricNames}
	 * @param value the number
	 * @param unit the unit; left out if it is anything but ASCII letters
	 */
	public void add(MetricType type, String name, double value, @Nullable String unit) {
		BigDecimal readable = MetricValue.readable(value);
		if (readable != null) {
			add(new MetricValue(type, name, readable, MetricNames.unit(unit)));
		}
	}

	void add(MetricValue value) {
		if (!fits(1, value.length())) {
			endGroup();
		}
		if (this.written == this.limits.lines()) {
			this.leftOut++;
			return;
		}
		this.line.add(value);
		this.length += value.length();
	}

	/**
	 * End the line, so that what follows stands in another.
	 */
	public void endGroup() {
		if (!this.line.isEmpty()) {
			this.written++;
			this.out.accept(this.line);
			this.line.clear();
			this.length = 0;
		}
	}

	int leftOut() {
		return this.leftOut;
	}

	private boolean fits(int numbers, int length) {
		return this.line.size() + numbers <= this.style.valuesPerLine()
				&& this.length + length <= this.limits.lineLength();
	}

}
