package dev.monitor.sql.jdbc;

import java.util.List;
import java.util.Objects;

import dev.monitor.sql.SqlStatement;
import dev.monitor.sql.StatementEvents;
import dev.monitor.sql.StatementExecution;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/**
 * Tells of the statements that pass through one data source. Expects execution times in
 * nanoseconds.
 *
 * @param events told of them
 */
record JdbcEvents(StatementEvents events) implements QueryExecutionListener {

	private static final long UNKNOWN = -1;

	@Override
	public void beforeQuery(ExecutionInfo info, List<QueryInfo> queries) {
	}

	@Override
	public void afterQuery(ExecutionInfo info, List<QueryInfo> queries) {
		if (!queries.isEmpty()) {
			// null is for the driver to refuse
			String sql = Objects.requireNonNullElse(queries.get(0).getQuery(), "");
			this.events.executed(execution(info, sql));
		}
	}

	private StatementExecution execution(ExecutionInfo info, String sql) {
		boolean counted = info.getResult() instanceof Integer || info.getResult() instanceof Long;
		long rows = counted ? ((Number) info.getResult()).longValue() : UNKNOWN;
		long batchSize = info.isBatch() ? info.getBatchSize() : UNKNOWN;
		return new StatementExecution(this.events.source(), SqlStatement.of(sql), info.getElapsedTime(),
				info.getThrowable(), rows, batchSize);
	}

}
