package dev.monitor.jdbc.proxy;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

import dev.monitor.jdbc.SqlStatement;
import dev.monitor.jdbc.StatementExecution;
import dev.monitor.jdbc.StatementListener;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listeners of one data source what passes through it. Expects execution times
 * in nanoseconds. Never throws, since statements are none of the listeners' business.
 */
final class StatementEvents implements QueryExecutionListener {

	private static final Logger logger = LoggerFactory.getLogger(StatementEvents.class);

	private static final long UNKNOWN = -1;

	private final String dataSource;

	private final List<StatementListener> listeners;

	StatementEvents(String dataSource, List<StatementListener> listeners) {
		this.dataSource = dataSource;
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void beforeQuery(ExecutionInfo info, List<QueryInfo> queries) {
	}

	@Override
	public void afterQuery(ExecutionInfo info, List<QueryInfo> queries) {
		String sql = queries.isEmpty() ? null : queries.get(0).getQuery();
		// an application may pass none, and is to hear of it from the driver
		if (sql != null) {
			StatementExecution execution = execution(info, sql);
			tell((listener) -> listener.executed(execution));
		}
	}

	void borrowed() {
		tell(StatementListener::borrowed);
	}

	void commitFailed(SQLException failure) {
		tell((listener) -> listener.commitFailed(failure));
	}

	private StatementExecution execution(ExecutionInfo info, String sql) {
		boolean counted = info.getResult() instanceof Integer || info.getResult() instanceof Long;
		long rows = counted ? ((Number) info.getResult()).longValue() : UNKNOWN;
		long batchSize = info.isBatch() ? info.getBatchSize() : UNKNOWN;
		return new StatementExecution(this.dataSource, SqlStatement.of(sql), info.getElapsedTime(), info.getThrowable(),
				rows, batchSize);
	}

	private void tell(Consumer<StatementListener> event) {
		for (StatementListener listener : this.listeners) {
			try {
				event.accept(listener);
			}
			catch (Throwable ex) {
				debug(ex);
			}
		}
	}

	private static void debug(Throwable failure) {
		try {
			logger.debug("A listener of statements failed", failure);
		}
		catch (Throwable ex) {
			// nobody is left to tell
		}
	}

}
