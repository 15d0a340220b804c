package dev.monitor.database.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of the application's, handed back as it came and without an open
 * transaction. Not thread-safe.
 */
public final class BorrowedConnection implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(BorrowedConnection.class);

	private final Deque<Step> undo = new ArrayDeque<>();

	private final Connection connection;

	/**
	 * Take over a connection.
	 * @param connection the connection, which is closed with this
	 * @param networkTimeout how long to wait for the network; a timeout of a statement is
	 * no help against a server that does not answer at all
	 */
	public BorrowedConnection(Connection connection, Duration networkTimeout) {
		this.connection = connection;
		limitNetwork((int) networkTimeout.toMillis());
	}

	/**
	 * Return the connection itself.
	 * @return the connection, not to be closed
	 */
	public Connection connection() {
		return this.connection;
	}

	/**
	 * Begin a transaction that changes nothing.
	 * @throws SQLException if the database does not
	 */
	public void beginReadOnly() throws SQLException {
		if (!this.connection.isReadOnly()) {
			this.connection.setReadOnly(true);
			onClose(() -> this.connection.setReadOnly(false));
		}
		if (this.connection.getAutoCommit()) {
			this.connection.setAutoCommit(false);
			onClose(() -> this.connection.setAutoCommit(true));
		}
	}

	/**
	 * Have something undone in the end, after what is added later.
	 * @param step undoes it
	 */
	public void onClose(Step step) {
		this.undo.push(step);
	}

	/**
	 * Not all drivers know a timeout of the network.
	 */
	private void limitNetwork(int millis) {
		try {
			int before = this.connection.getNetworkTimeout();
			this.connection.setNetworkTimeout(Runnable::run, millis);
			onClose(() -> this.connection.setNetworkTimeout(Runnable::run, before));
		}
		catch (SQLException | RuntimeException | LinkageError ex) {
			logger.trace("No timeout of the network", ex);
		}
	}

	/**
	 * Hand the connection back. One that is broken is handed back as it is.
	 */
	@Override
	public void close() throws SQLException {
		try (this.connection) {
			if (!this.connection.getAutoCommit()) {
				this.connection.rollback();
			}
			while (!this.undo.isEmpty() && !this.connection.isClosed()) {
				undo(this.undo.pop());
			}
		}
		catch (SQLException ex) {
			logger.debug("A connection could not be left as it was", ex);
		}
	}

	private static void undo(Step step) {
		try {
			step.execute();
		}
		catch (SQLException ex) {
			logger.debug("A connection could not be left as it was", ex);
		}
	}

	/**
	 * A step that the database may refuse.
	 */
	@FunctionalInterface
	public interface Step {

		/**
		 * Execute the step.
		 * @throws SQLException if the database refuses it
		 */
		void execute() throws SQLException;

	}

}
