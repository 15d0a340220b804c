package dev.monitor.warmup.jdbc;

import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;

/**
 * {@link PoolSize} that is the minimum of idle connections of a Hikari pool, wrapped or
 * not. As soon as others wait for a connection of the pool, no more are wanted.
 */
public final class HikariPoolSize implements PoolSize {

	@Override
	public int wanted(DataSource dataSource) {
		try {
			return dataSource.isWrapperFor(HikariDataSource.class) ? wanted(dataSource.unwrap(HikariDataSource.class))
					: 1;
		}
		catch (SQLException ex) {
			return 1;
		}
	}

	private static int wanted(HikariDataSource pool) {
		HikariPoolMXBean state = pool.getHikariPoolMXBean();
		boolean contended = state != null && state.getThreadsAwaitingConnection() > 0;
		return contended ? 0 : Math.min(pool.getMinimumIdle(), pool.getMaximumPoolSize());
	}

}
