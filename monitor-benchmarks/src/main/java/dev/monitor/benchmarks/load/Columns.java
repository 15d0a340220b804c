package dev.monitor.benchmarks.load;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * Records of doubles, looked at by column.
 *
 * @param <R> type of the records
 */
final class Columns<R extends Record> {

	private final Class<R> type;

	Columns(Class<R> type) {
		this.type = type;
	}

	List<String> names() {
		return Arrays.stream(this.type.getRecordComponents()).map(RecordComponent::getName).toList();
	}

	double[] values(R row) {
		return Arrays.stream(this.type.getRecordComponents()).mapToDouble((column) -> value(column, row)).toArray();
	}

	/**
	 * Return the median of each column.
	 */
	R median(List<R> rows) {
		RecordComponent[] columns = this.type.getRecordComponents();
		Object[] medians = Arrays.stream(columns).map((column) -> median(column, rows)).toArray();
		Class<?>[] types = Arrays.stream(columns).map(RecordComponent::getType).toArray(Class<?>[]::new);
		try {
			return this.type.getDeclaredConstructor(types).newInstance(medians);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private double median(RecordComponent column, List<R> rows) {
		double[] sorted = rows.stream().mapToDouble((row) -> value(column, row)).sorted().toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 != 0) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	private double value(RecordComponent column, R row) {
		try {
			return (double) column.getAccessor().invoke(row);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
