package dev.monitor.database.event;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.monitor.logging.EventLines;
import dev.monitor.sql.SqlStatement;
import dev.monitor.sql.StatementExecution;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QueryEvents}.
 */
class QueryEventsTests {

	private final EventLines lines = new EventLines("query");

	private final QueryEvents events = new QueryEvents(Duration.ofMillis(200));

	@AfterEach
	void close() {
		this.lines.close();
		((Logger) LoggerFactory.getLogger("query")).setLevel(null);
		MDC.clear();
	}

	@Test
	void statementThatTakesLongIsLogged() {
		MDC.put("traceId", "0af7651916cd43dd8448eb211c80319c");
		MDC.put("spanId", "b7ad6b7169203331");
		this.events.executed(execution(312, "select * from orders where id = ?"));
		assertThat(this.lines.only()).containsEntry("ev", "query")
			.containsEntry("lvl", "info")
			.containsEntry("msg", "SELECT took 312 ms")
			.containsEntry("dataSource", "orders")
			.containsEntry("operation", "SELECT")
			.containsEntry("statement", "select * from orders where id = ?")
			.containsEntry("timeTaken", "312")
			.containsEntry("traceId", "0af7651916cd43dd8448eb211c80319c")
			.containsEntry("spanId", "b7ad6b7169203331")
			.doesNotContainKeys("rows", "batchSize", "err");
		this.lines.assertShown();
	}

	@Test
	void statementsThatTakeLessAreNot() {
		this.events.executed(execution(Duration.ofMillis(200).minusNanos(1), "select 1", null, -1, -1));
		assertThat(this.lines.all()).isEmpty();
		this.events.executed(execution(200, "select 1"));
		assertThat(this.lines.all()).hasSize(1);
	}

	@Test
	void zeroLogsAllAndNegativeNone() {
		new QueryEvents(Duration.ofMillis(-1)).executed(execution(1000, "select 1"));
		new QueryEvents(Duration.ofSeconds(Long.MIN_VALUE)).executed(execution(1000, "select 1"));
		new QueryEvents(Duration.ofSeconds(Long.MAX_VALUE)).executed(execution(1000, "select 1"));
		assertThat(this.lines.all()).isEmpty();
		new QueryEvents(Duration.ZERO).executed(execution(0, "select 1"));
		assertThat(this.lines.only()).containsEntry("timeTaken", "0");
	}

	@Test
	void failureIsAWarningWithTheClassOfTheException() {
		this.events.executed(failed("delete from orders", new SQLTimeoutException("timeout for 'secret'")));
		assertThat(this.lines.only()).containsEntry("lvl", "warn")
			.containsEntry("msg", "DELETE failed after 500 ms")
			.containsEntry("err", "java.sql.SQLTimeoutException");
		assertThat(this.lines.text()).doesNotContain("secret");
	}

	@Test
	void rowsAreThoseThatTheDriverCounted() {
		this.events.executed(execution(Duration.ofMillis(500), "update orders set a = 1", null, 3, -1));
		assertThat(this.lines.only()).containsEntry("rows", "3");
	}

	@Test
	void batchHasASizeAndNoRows() {
		this.events.executed(execution(Duration.ofMillis(500), "insert into a values (1)", null, -1, 2));
		assertThat(this.lines.only()).containsEntry("operation", "INSERT")
			.containsEntry("statement", "insert into a values (1)")
			.containsEntry("batchSize", "2")
			.doesNotContainKey("rows");
	}

	@Test
	void textWithoutAKeywordHasNoOperation() {
		this.events.executed(execution(500, "?"));
		assertThat(this.lines.only()).containsEntry("msg", "statement took 500 ms").doesNotContainKey("operation");
	}

	@Test
	void levelsWorkAsForAnyLogger() {
		((Logger) LoggerFactory.getLogger("query")).setLevel(Level.WARN);
		this.events.executed(execution(500, "select 1"));
		assertThat(this.lines.all()).isEmpty();
		this.events.executed(failed("select 1", new SQLException()));
		assertThat(this.lines.all()).hasSize(1);
	}

	@Test
	void queryMadeWhileAnEventIsLoggedCausesNone() {
		AtomicInteger calls = new AtomicInteger();
		try (Appender appender = new Appender(() -> {
			calls.incrementAndGet();
			this.events.executed(execution(500, "insert into logs values (?)"));
		})) {
			this.events.executed(execution(500, "select 1"));
			assertThat(calls).hasValue(1);
			this.events.executed(execution(500, "select 1"));
			assertThat(calls).hasValue(2);
			assertThat(appender.isStarted()).isTrue();
			assertThat(this.lines.all()).extracting((event) -> event.get("operation"))
				.containsExactly("SELECT", "SELECT");
		}
	}

	private static StatementExecution execution(long millis, String sql) {
		return execution(Duration.ofMillis(millis), sql, null, -1, -1);
	}

	private static StatementExecution failed(String sql, SQLException failure) {
		return execution(Duration.ofMillis(500), sql, failure, -1, -1);
	}

	private static StatementExecution execution(Duration duration, String sql, @Nullable SQLException failure,
			long rows, long batchSize) {
		return new StatementExecution("orders", SqlStatement.of(sql), duration.toNanos(), failure, rows, batchSize);
	}

	private static final class Appender extends AppenderBase<ILoggingEvent> implements AutoCloseable {

		private final Runnable work;

		Appender(Runnable work) {
			this.work = work;
			start();
			((Logger) LoggerFactory.getLogger("query")).addAppender(this);
		}

		@Override
		protected void append(ILoggingEvent event) {
			this.work.run();
		}

		@Override
		public void close() {
			((Logger) LoggerFactory.getLogger("query")).detachAppender(this);
		}

	}

}
