package dev.monitor.dependency.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.monitor.check.CheckFailedException;
import dev.monitor.check.Probe;
import dev.monitor.sql.PoolReader;
import dev.monitor.sql.pool.PoolComplaint;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * {@link Probe} that borrows one connection and asks whether it is valid. A pool without
 * a free connection is told apart from a database that does not answer. Of a routing data
 * source each target is asked, one after the other. Thread-safe.
 */
public final class ConnectionProbe implements Probe {

	private final Supplier<DataSource> dataSource;

	private final Borrower borrower;

	private final PoolReader pools;

	private final int validSeconds;

	private volatile @Nullable DataSource awaited;

	/**
	 * Create a probe.
	 * @param dataSource finds the data source, asked each time
	 * @param borrower borrows connections
	 * @param pools reads how pools stand
	 * @param timeout time one check may take
	 */
	public ConnectionProbe(Supplier<DataSource> dataSource, Borrower borrower, PoolReader pools, Duration timeout) {
		this.dataSource = dataSource;
		this.borrower = borrower;
		this.pools = pools;
		this.validSeconds = (int) Math.max(1, timeout.plusMillis(999).toSeconds());
	}

	@Override
	public void check() throws SQLException, CheckFailedException {
		DataSource found = this.dataSource.get();
		Map<String, DataSource> targets = RoutedTargets.of(found);
		if (targets.isEmpty()) {
			check(eager(found), "");
		}
		for (Map.Entry<String, DataSource> target : targets.entrySet()) {
			check(eager(target.getValue()), "'" + target.getKey() + "': ");
		}
	}

	@Override
	public @Nullable String timeoutReason() {
		DataSource waitedFor = this.awaited;
		return (waitedFor != null) ? this.pools.exhaustion(waitedFor) : null;
	}

	private void check(DataSource target, String prefix) throws SQLException, CheckFailedException {
		try (Connection connection = borrow(target, prefix)) {
			if (!connection.isValid(this.validSeconds)) {
				throw new CheckFailedException(prefix + "connection is not valid");
			}
		}
	}

	/**
	 * A lazy proxy gives connections that wait for the pool only when they are used.
	 */
	private static DataSource eager(DataSource dataSource) {
		return (dataSource instanceof LazyConnectionDataSourceProxy lazy && lazy.getTargetDataSource() != null)
				? eager(lazy.getTargetDataSource()) : dataSource;
	}

	private Connection borrow(DataSource target, String prefix) throws SQLException, CheckFailedException {
		this.awaited = target;
		try {
			return this.borrower.borrow(target);
		}
		catch (SQLException ex) {
			String exhaustion = this.pools.exhaustion(target);
			if (exhaustion != null) {
				throw new CheckFailedException(prefix + exhaustion);
			}
			throw PoolComplaint.reason(ex);
		}
		finally {
			this.awaited = null;
		}
	}

}
