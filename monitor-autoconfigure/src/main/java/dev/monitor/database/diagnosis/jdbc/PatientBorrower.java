package dev.monitor.database.diagnosis.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

import dev.monitor.sql.PoolReader;
import dev.monitor.task.DaemonThread;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Borrows connections and waits for each for a limited time, however long the pool or the
 * driver would. For that it asks on a thread of its own, at most one for a database; a
 * connection that comes too late goes back at once. Not thread-safe.
 */
final class PatientBorrower {

	private static final Logger logger = LoggerFactory.getLogger(PatientBorrower.class);

	private final Map<String, CompletableFuture<Connection>> asking = new HashMap<>();

	private final PoolReader pools;

	private final Duration patience;

	PatientBorrower(PoolReader pools, Duration patience) {
		this.pools = pools;
		this.patience = patience;
	}

	Connection borrow(String database, DataSource dataSource) throws SQLException, InterruptedException {
		CompletableFuture<Connection> before = this.asking.get(database);
		if (before != null && !before.isDone()) {
			throw tooLate(dataSource);
		}
		CompletableFuture<Connection> borrowed = new CompletableFuture<>();
		Thread thread = DaemonThread.of("monitor-diagnostics-connection", () -> ask(dataSource, borrowed));
		thread.start();
		this.asking.put(database, borrowed);
		try {
			return borrowed.get(this.patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			throw reason(dataSource, ex.getCause());
		}
		catch (TimeoutException ex) {
			giveUp(thread, borrowed);
			throw tooLate(dataSource);
		}
		catch (InterruptedException ex) {
			giveUp(thread, borrowed);
			throw ex;
		}
	}

	/**
	 * A pool's complaint about time hides what the database said.
	 */
	private SQLException reason(DataSource dataSource, @Nullable Throwable failure) {
		if (!(failure instanceof SQLTransientConnectionException)) {
			return new SQLException(failure);
		}
		return (failure.getCause() instanceof SQLException said) ? said : tooLate(dataSource);
	}

	private SQLException tooLate(DataSource dataSource) {
		String exhaustion = this.pools.exhaustion(dataSource);
		return new SQLTransientConnectionException(
				(exhaustion != null) ? exhaustion : "no connection within " + this.patience.toSeconds() + " s");
	}

	private static void giveUp(Thread thread, CompletableFuture<Connection> borrowed) {
		thread.interrupt();
		// at once if it came in the last moment
		borrowed.thenAccept(PatientBorrower::close);
	}

	private static void ask(DataSource dataSource, CompletableFuture<Connection> borrowed) {
		try {
			borrowed.complete(dataSource.getConnection());
		}
		catch (Throwable ex) {
			borrowed.completeExceptionally(ex);
		}
	}

	private static void close(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException ex) {
			logger.debug("A connection that came too late could not be closed", ex);
		}
	}

}
