package dev.monitor.database.event;

import java.time.Duration;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.monitor.event.EventLog;
import dev.monitor.event.TraceIds;
import dev.monitor.sql.DataSourceObserver;
import dev.monitor.sql.PoolState;
import dev.monitor.sql.StatementExecution;
import dev.monitor.sql.StatementListener;
import dev.monitor.sql.StatementObserver;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Logs statements that take long to the logger {@code query}, at level info, or warn if
 * they failed. Thread-safe.
 */
public final class QueryEvents implements DataSourceObserver, StatementObserver, StatementListener {

	private static final EventLog events = new EventLog("query");

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

	@Override
	public boolean isActive() {
		return this.minNanos >= 0;
	}

	@Override
	public StatementListener observe(String name, DataSource dataSource) {
		return this;
	}

	@Override
	public StatementListener observeConnections(String name, Supplier<@Nullable PoolState> pool) {
		return this;
	}

	@Override
	public void executed(StatementExecution execution) {
		if (!isActive() || execution.nanos() < this.minNanos || LOGGING.get() != null) {
			return;
		}
		LOGGING.set(true);
		try {
			log(execution);
		}
		finally {
			LOGGING.remove();
		}
	}

	private static void log(StatementExecution execution) {
		boolean failed = execution.failure() != null;
		Level level = failed ? Level.WARN : Level.INFO;
		if (!events.isEnabled(level)) {
			return;
		}
		SqlText sql = SqlText.of(execution.statement().text());
		QueryEvent event = new QueryEvent(execution, sql, TraceIds.current());
		String subject = (sql.operation() != null) ? sql.operation() : "statement";
		events.log(level, event, subject + (failed ? " failed after " : " took ") + event.millis() + " ms");
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
