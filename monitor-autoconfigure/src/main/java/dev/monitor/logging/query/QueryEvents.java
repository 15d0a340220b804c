package dev.monitor.logging.query;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import dev.monitor.logging.TraceIds;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs statements that take long to the logger {@code query}, at level info, or warn if
 * they failed. Expects execution times in nanoseconds. Thread-safe; never throws, since
 * the statement is none of its business.
 */
public final class QueryEvents implements QueryExecutionListener {

	private static final Logger logger = LoggerFactory.getLogger(QueryEvents.class);

	private static final Logger events = LoggerFactory.getLogger("query");

	/**
	 * Set while this thread logs: an appender may well write to a database.
	 */
	private static final ThreadLocal<Boolean> LOGGING = new ThreadLocal<>();

	private final long minNanos;

	/**
	 * Create the log.
	 * @param minDuration how long a statement must take to be logged; 0 logs all, a
	 * negative duration none
	 */
	public QueryEvents(Duration minDuration) {
		this.minNanos = minDuration.isNegative() ? -1 : nanos(minDuration);
	}

	/**
	 * Tell whether there may be any event.
	 * @return whether statements need to be observed
	 */
	boolean isActive() {
		return this.minNanos >= 0;
	}

	@Override
	public void beforeQuery(ExecutionInfo info, List<QueryInfo> queries) {
	}

	@Override
	public void afterQuery(ExecutionInfo info, List<QueryInfo> queries) {
		if (!isActive() || info.getElapsedTime() < this.minNanos || LOGGING.get() != null) {
			return;
		}
		LOGGING.set(true);
		try {
			log(info, queries);
		}
		catch (Throwable ex) {
			debug(ex);
		}
		finally {
			LOGGING.remove();
		}
	}

	private void log(ExecutionInfo info, List<QueryInfo> queries) {
		boolean failed = info.getThrowable() != null;
		boolean wanted = failed ? events.isWarnEnabled() : events.isInfoEnabled();
		if (!wanted || queries.isEmpty() || isLoggedFurtherIn(info.getStatement())) {
			return;
		}
		SqlText sql = SqlText.of(queries.get(0).getQuery());
		QueryOutcome outcome = QueryOutcome.of(info);
		QueryEvent event = new QueryEvent(info.getDataSourceName(), sql, outcome, TraceIds.current());
		String subject = (sql.operation() != null) ? sql.operation() : "statement";
		if (failed) {
			events.warn(event, subject + " failed after " + outcome.millis() + " ms");
		}
		else {
			events.info(event, subject + " took " + outcome.millis() + " ms");
		}
	}

	/**
	 * A data source may stand around another that is observed too, as a pool of a pool
	 * does. The innermost logs the statement.
	 */
	private static boolean isLoggedFurtherIn(Statement statement) {
		try {
			return statement.isWrapperFor(LoggedStatement.class);
		}
		catch (SQLException | RuntimeException | LinkageError ex) {
			return false;
		}
	}

	private static void debug(Throwable failure) {
		try {
			logger.debug("A statement could not be logged", failure);
		}
		catch (Throwable ex) {
			// nobody is left to tell
		}
	}

	private static long nanos(Duration duration) {
		try {
			return duration.toNanos();
		}
		catch (ArithmeticException ex) {
			return Long.MAX_VALUE;
		}
	}

}
