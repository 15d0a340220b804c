package dev.monitor.warmup.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.monitor.failure.FailureReason;
import dev.monitor.sql.pool.PoolComplaint;
import dev.monitor.warmup.WarmupProgress;
import dev.monitor.warmup.WarmupTask;

/**
 * {@link WarmupTask} that opens as many connections of each data source as it should have
 * and validates them. It runs ahead of all tasks that may need one.
 */
public final class DataSourcesWarmupTask implements WarmupTask {

	private static final int VALIDATION_SECONDS = 5;

	private final Supplier<Map<String, DataSource>> dataSources;

	private final PoolSize size;

	/**
	 * Create the task.
	 * @param dataSources gives the data sources by name when the task runs
	 * @param size how many connections they should have
	 */
	public DataSourcesWarmupTask(Supplier<Map<String, DataSource>> dataSources, PoolSize size) {
		this.dataSources = dataSources;
		this.size = size;
	}

	@Override
	public String name() {
		return "data-sources";
	}

	@Override
	public int order() {
		return -200;
	}

	@Override
	public void run(WarmupProgress progress) throws SQLException {
		Map<String, DataSource> all = new LinkedHashMap<>(this.dataSources.get());
		int total = all.size();
		for (Map.Entry<String, DataSource> entry : all.entrySet()) {
			progress.total(total);
			try {
				total += open(entry.getValue(), progress, total) - 1;
			}
			catch (SQLException ex) {
				throw new SQLException(
						"Data source '" + entry.getKey() + "': " + FailureReason.of(PoolComplaint.reason(ex)), ex);
			}
		}
	}

	/**
	 * Hold what has been opened until all are, for a pool would give the same connection
	 * again.
	 */
	private int open(DataSource dataSource, WarmupProgress progress, int total) throws SQLException {
		Deque<Connection> held = new ArrayDeque<>();
		try {
			do {
				held.push(dataSource.getConnection());
				if (!held.element().isValid(VALIDATION_SECONDS)) {
					throw new SQLException("Connection is not valid");
				}
				progress.total(total + Math.max(held.size(), this.size.wanted(dataSource)) - 1);
				progress.step();
			}
			while (held.size() < this.size.wanted(dataSource));
			return held.size();
		}
		finally {
			closeAll(held);
		}
	}

	private static void closeAll(Deque<Connection> connections) throws SQLException {
		SQLException failure = null;
		for (Connection connection : connections) {
			try {
				connection.close();
			}
			catch (SQLException ex) {
				failure = ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

}
