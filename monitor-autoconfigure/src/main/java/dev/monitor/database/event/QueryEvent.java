package dev.monitor.database.event;

import java.util.concurrent.TimeUnit;

import dev.monitor.event.EventKind;
import dev.monitor.event.EventMarker;
import dev.monitor.event.EventPairs;
import dev.monitor.event.Keys;
import dev.monitor.event.TraceIds;
import dev.monitor.sql.StatementExecution;

/**
 * {@link EventMarker} of a statement that was executed. Immutable.
 */
final class QueryEvent extends EventMarker {

	private static final EventKind KIND = EventKind.of("query");

	private final StatementExecution execution;

	private final SqlText sql;

	private final TraceIds trace;

	QueryEvent(StatementExecution execution, SqlText sql, TraceIds trace) {
		super(KIND);
		this.execution = execution;
		this.sql = sql;
		this.trace = trace;
	}

	@Override
	public void describe(EventPairs pairs) {
		Throwable failure = this.execution.failure();
		pairs.add("dataSource", this.execution.dataSource());
		pairs.add("operation", this.sql.operation());
		pairs.add("statement", this.sql.statement());
		if (this.execution.rows() >= 0) {
			pairs.add("rows", this.execution.rows());
		}
		if (this.execution.batchSize() >= 0) {
			pairs.add("batchSize", this.execution.batchSize());
		}
		pairs.add(Keys.TIME_TAKEN, millis());
		pairs.add(Keys.ERROR, (failure != null) ? failure.getClass().getName() : null);
		this.trace.describe(pairs);
	}

	long millis() {
		return TimeUnit.NANOSECONDS.toMillis(this.execution.nanos());
	}

}
