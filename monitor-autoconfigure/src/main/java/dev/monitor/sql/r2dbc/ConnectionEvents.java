package dev.monitor.sql.r2dbc;

import java.util.List;
import java.util.function.LongSupplier;

import dev.monitor.sql.SqlStatement;
import dev.monitor.sql.StatementEvents;
import dev.monitor.sql.StatementExecution;
import io.r2dbc.proxy.core.ExecutionType;
import io.r2dbc.proxy.core.MethodExecutionInfo;
import io.r2dbc.proxy.core.QueryExecutionInfo;
import io.r2dbc.proxy.core.QueryInfo;
import io.r2dbc.proxy.listener.ProxyExecutionListener;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * Tells what passes through the connections of one connection factory.
 *
 * @param events told of it
 * @param nanoTime the clock, as {@link System#nanoTime()}
 */
record ConnectionEvents(StatementEvents events, LongSupplier nanoTime) implements ProxyExecutionListener {

	private static final long NO_BATCH = -1;

	@Override
	public void beforeQuery(QueryExecutionInfo info) {
		Execution.begin(info, this.nanoTime);
		if (info.getConnectionInfo() instanceof ObservedConnection connection) {
			connection.holder().executes(sql(info));
		}
	}

	@Override
	public void eachQueryResult(QueryExecutionInfo info) {
		Throwable failure = info.getThrowable();
		Execution execution = (failure != null) ? Execution.of(info) : null;
		if (failure != null && execution != null) {
			execution.resultFailed(failure);
		}
	}

	@Override
	public void afterQuery(QueryExecutionInfo info) {
		Execution execution = Execution.of(info);
		if (execution == null || !execution.end() || info.getQueries().isEmpty()) {
			return;
		}
		StatementExecution executed = new StatementExecution(this.events.source(), SqlStatement.of(sql(info)),
				execution.nanos(), execution.failure(info.getThrowable()), execution.rows(), batchSize(info));
		Propagation.run(context(info), () -> this.events.executed(executed));
	}

	@Override
	public void afterMethod(MethodExecutionInfo info) {
		switch (info.getMethod().getName()) {
			case "commitTransaction" -> {
				if (info.getThrown() instanceof Exception failure) {
					this.events.commitFailed(failure);
				}
			}
			case "close" -> {
				if (info.getConnectionInfo() instanceof ObservedConnection connection) {
					connection.holder().end();
				}
			}
			default -> {
			}
		}
	}

	private static String sql(QueryExecutionInfo info) {
		List<QueryInfo> queries = info.getQueries();
		return queries.isEmpty() ? "" : queries.get(0).getQuery();
	}

	private static long batchSize(QueryExecutionInfo info) {
		if (info.getType() == ExecutionType.BATCH) {
			return info.getBatchSize();
		}
		return (info.getBindingsSize() > 1) ? info.getBindingsSize() : NO_BATCH;
	}

	private static @Nullable ContextView context(QueryExecutionInfo info) {
		return info.getValueStore().get(ContextView.class, ContextView.class);
	}

}
