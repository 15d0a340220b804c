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
 * {@link Borrower} that lets a Hikari pool wait a little shorter than a check may take.
 * The pool then says what the database answered, such as that it refuses connections. By
 * itself a pool waits 30 s, and a check would only know that it got nothing in its time.
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
			try {
				return pool.getConnection(this.patienceMillis);
			}
			catch (SQLException ex) {
				if (PoolComplaint.reason(ex) != ex) {
					throw ex;
				}
				// The database said nothing: the rest of the time is for that.
			}
		}
		return dataSource.getConnection();
	}

	/**
	 * Return the pool if it would wait for too long. Before its first connection there is
	 * none.
	 */
	private @Nullable HikariPool pool(DataSource dataSource) throws SQLException {
		if (this.patienceMillis > 0 && dataSource.isWrapperFor(HikariDataSource.class)) {
			HikariDataSource hikari = dataSource.unwrap(HikariDataSource.class);
			return (hikari.getConnectionTimeout() > this.patienceMillis
					&& hikari.getHikariPoolMXBean() instanceof HikariPool pool) ? pool : null;
		}
		return null;
	}

}
