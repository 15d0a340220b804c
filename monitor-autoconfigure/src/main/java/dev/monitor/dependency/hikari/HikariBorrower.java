package dev.monitor.dependency.hikari;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.monitor.dependency.jdbc.Borrower;
import dev.monitor.sql.pool.PoolComplaint;
import org.jspecify.annotations.Nullable;

/**
 * {@link Borrower} that first lets a Hikari pool wait a little shorter than a check may
 * take. The pool then says what the database answered, such as that it refuses
 * connections. By itself a pool waits 30 s, and a check would only know that it got
 * nothing in its time. The connection itself comes from the data source as the
 * application uses it, with whatever wraps the pool. Thread-safe.
 */
public final class HikariBorrower implements Borrower {

	private final long patienceMillis;

	/**
	 * Create a borrower.
	 * @param timeout time one check may take
	 */
	public HikariBorrower(Duration timeout) {
		this.patienceMillis = timeout.toMillis() * 9 / 10;
	}

	@Override
	public Connection borrow(DataSource dataSource) throws SQLException {
		HikariPool pool = pool(dataSource);
		if (pool != null) {
			ask(pool);
		}
		return dataSource.getConnection();
	}

	private void ask(HikariPool pool) throws SQLException {
		try {
			pool.getConnection(this.patienceMillis).close();
		}
		catch (SQLException ex) {
			if (PoolComplaint.reason(ex) != ex) {
				throw ex;
			}
			// the database said nothing: the rest of the time is for that
		}
	}

	/**
	 * Return the pool if it would wait for too long. Before its first connection there is
	 * none. If all its connections are in use, the database is not asked anyway, and a
	 * wait that is given up would count as one of the application's.
	 */
	private @Nullable HikariPool pool(DataSource dataSource) throws SQLException {
		if (this.patienceMillis <= 0 || !dataSource.isWrapperFor(HikariDataSource.class)) {
			return null;
		}
		HikariDataSource hikari = dataSource.unwrap(HikariDataSource.class);
		return (hikari.getConnectionTimeout() > this.patienceMillis
				&& hikari.getHikariPoolMXBean() instanceof HikariPool pool
				&& pool.getActiveConnections() < hikari.getMaximumPoolSize()) ? pool : null;
	}

}
