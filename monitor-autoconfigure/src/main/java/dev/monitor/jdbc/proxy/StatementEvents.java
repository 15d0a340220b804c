package dev.monitor.jdbc.proxy;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import dev.monitor.failure.Listeners;
import dev.monitor.jdbc.SqlStatement;
import dev.monitor.jdbc.StatementExecution;
import dev.monitor.jdbc.StatementListener;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/**
 * Tells the listeners of one data source what passes through it. Expects execution times
 * in nanoseconds. Never throws, since statements are none of the listeners' business.
 */
final class StatementEvents implements QueryExecutionListener {

	private static final long UNKNOWN = -1;

	private final String dataSource;

	private final Listeners<StatementListener> listeners;

	StatementEvents(String dataSource, List<StatementListener> listeners) {
		this.dataSource = dataSource;
		this.listeners = new Listeners<>(listeners);
	}

	@Override
	public void beforeQuery(ExecutionInfo info, List<QueryInfo> queries) {
	}

	@Override
	public void afterQuery(ExecutionInfo info, List<QueryInfo> queries) {
		if (!queries.isEmpty()) {
			// null is for the driver to refuse
			String sql = Objects.requireNonNullElse(queries.get(0).getQuery(), "");
			StatementExecution execution = execution(info, sql);
			this.listeners.tell((listener) -> listener.executed(execution));
		}
	}

	void borrowed() {
		this.listeners.tell(StatementListener::borrowed);
	}

	void commitFailed(SQLException failure) {
		this.listeners.tell((listener) -> listener.commitFailed(failure));
	}

	private StatementExecution execution(ExecutionInfo info, String sql) {
		boolean counted = info.getResult() instanceof Integer || info.getResult() instanceof Long;
		long rows = counted ? ((Number) info.getResult()).longValue() : UNKNOWN;
		long batchSize = info.isBatch() ? info.getBatchSize() : UNKNOWN;
		return new StatementExecution(this.dataSource, SqlStatement.of(sql), info.getElapsedTime(), info.getThrowable(),
				rows, batchSize);
	}

}
