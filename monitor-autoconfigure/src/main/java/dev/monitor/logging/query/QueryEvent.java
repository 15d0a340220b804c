package dev.monitor.logging.query;

import dev.monitor.logging.EventKind;
import dev.monitor.logging.EventMarker;
import dev.monitor.logging.EventPairs;
import dev.monitor.logging.Keys;
import dev.monitor.logging.TraceIds;

/**
 * {@link EventMarker} of a statement that was executed. Immutable.
 */
final class QueryEvent extends EventMarker {

	private final String dataSource;

	private final SqlText sql;

	private final QueryOutcome outcome;

	private final TraceIds trace;

	QueryEvent(String dataSource, SqlText sql, QueryOutcome outcome, TraceIds trace) {
		super(EventKind.QUERY);
		this.dataSource = dataSource;
		this.sql = sql;
		this.outcome = outcome;
		this.trace = trace;
	}

	@Override
	public void describe(EventPairs pairs) {
		pairs.add(Keys.DATA_SOURCE, this.dataSource);
		pairs.add(Keys.OPERATION, this.sql.operation());
		pairs.add(Keys.STATEMENT, this.sql.statement());
		if (this.outcome.rows() >= 0) {
			pairs.add(Keys.ROWS, this.outcome.rows());
		}
		if (this.outcome.batchSize() >= 0) {
			pairs.add(Keys.BATCH_SIZE, this.outcome.batchSize());
		}
		pairs.add(Keys.TIME_TAKEN, this.outcome.millis());
		pairs.add(Keys.ERROR, this.outcome.err());
		this.trace.describe(pairs);
	}

}
