package dev.monitor.logging.query;

import java.lang.reflect.Method;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.monitor.CapturedLog;
import dev.monitor.logging.EventLines;
import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link QueryEvents}.
 */
class QueryEventsTests {

	private final EventLines lines = new EventLines("query");

	private final QueryEvents events = new QueryEvents(Duration.ofMillis(200));

	private final Statement statement = mock();

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
		end(this.events, execution(312), "select * from orders where id = ?");
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
		ExecutionInfo short199 = execution(200);
		short199.setElapsedTime(short199.getElapsedTime() - 1);
		end(this.events, short199, "select 1");
		assertThat(this.lines.all()).isEmpty();
		end(this.events, execution(200), "select 1");
		assertThat(this.lines.all()).hasSize(1);
	}

	@Test
	void zeroLogsAllAndNegativeNone() {
		end(new QueryEvents(Duration.ofMillis(-1)), execution(1000), "select 1");
		end(new QueryEvents(Duration.ofSeconds(Long.MIN_VALUE)), execution(1000), "select 1");
		end(new QueryEvents(Duration.ofSeconds(Long.MAX_VALUE)), execution(1000), "select 1");
		assertThat(this.lines.all()).isEmpty();
		end(new QueryEvents(Duration.ZERO), execution(0), "select 1");
		assertThat(this.lines.only()).containsEntry("timeTaken", "0");
	}

	@Test
	void failureIsAWarningWithTheClassOfTheException() {
		ExecutionInfo info = execution(500);
		info.setThrowable(new SQLTimeoutException("timeout for 'secret'"));
		end(this.events, info, "delete from orders");
		assertThat(this.lines.only()).containsEntry("lvl", "warn")
			.containsEntry("msg", "DELETE failed after 500 ms")
			.containsEntry("err", "java.sql.SQLTimeoutException");
		assertThat(this.lines.text()).doesNotContain("secret");
	}

	@Test
	void rowsAreThoseThatTheDriverCounted() {
		for (Object result : new Object[] { 3, 3L }) {
			this.lines.clear();
			ExecutionInfo info = execution(500);
			info.setResult(result);
			end(this.events, info, "update orders set a = 1");
			assertThat(this.lines.only()).containsEntry("rows", "3");
		}
	}

	@Test
	void batchIsTheOperationOfItsFirstStatement() {
		ExecutionInfo info = execution(500);
		info.setBatch(true);
		info.setBatchSize(2);
		info.setResult(new int[] { 1, 1 });
		end(this.events, info, "insert into a values (1)", "delete from b");
		assertThat(this.lines.only()).containsEntry("operation", "INSERT")
			.containsEntry("statement", "insert into a values (1)")
			.containsEntry("batchSize", "2")
			.doesNotContainKey("rows");
	}

	@Test
	void batchWithoutStatementsIsNotLogged() {
		end(this.events, execution(500));
		assertThat(this.lines.all()).isEmpty();
	}

	@Test
	void textWithoutAKeywordHasNoOperation() {
		end(this.events, execution(500), "?");
		assertThat(this.lines.only()).containsEntry("msg", "statement took 500 ms").doesNotContainKey("operation");
	}

	@Test
	void levelsWorkAsForAnyLogger() {
		((Logger) LoggerFactory.getLogger("query")).setLevel(Level.WARN);
		end(this.events, execution(500), "select 1");
		assertThat(this.lines.all()).isEmpty();
		ExecutionInfo failed = execution(500);
		failed.setThrowable(new SQLException());
		end(this.events, failed, "select 1");
		assertThat(this.lines.all()).hasSize(1);
	}

	@Test
	void statementThatIsLoggedFurtherInIsNotLoggedTwice() throws SQLException {
		given(this.statement.isWrapperFor(LoggedStatement.class)).willReturn(true);
		end(this.events, execution(500), "select 1");
		assertThat(this.lines.all()).isEmpty();
	}

	@Test
	void driverThatCannotSayWhatItWrapsIsNoReasonNotToLog() throws SQLException {
		given(this.statement.isWrapperFor(any())).willThrow(new SQLException())
			.willThrow(new UnsupportedOperationException())
			.willThrow(new AbstractMethodError());
		for (int i = 0; i < 3; i++) {
			end(this.events, execution(500), "select 1");
		}
		assertThat(this.lines.all()).hasSize(3);
	}

	@Test
	void queryMadeWhileAnEventIsLoggedCausesNone() {
		AtomicInteger calls = new AtomicInteger();
		try (Appender appender = new Appender(() -> {
			calls.incrementAndGet();
			end(this.events, execution(500), "insert into logs values (?)");
		})) {
			end(this.events, execution(500), "select 1");
			assertThat(calls).hasValue(1);
			end(this.events, execution(500), "select 1");
			assertThat(calls).hasValue(2);
			assertThat(appender.isStarted()).isTrue();
			assertThat(this.lines.all()).extracting((event) -> event.get("operation"))
				.containsExactly("SELECT", "SELECT");
		}
	}

	@Test
	void whatFailsWhileAnEventIsLoggedStaysHere() {
		ExecutionInfo info = mock();
		given(info.getElapsedTime()).willReturn(Long.MAX_VALUE);
		given(info.getThrowable()).willThrow(new IllegalStateException("boom"));
		Logger own = (Logger) LoggerFactory.getLogger(QueryEvents.class);
		own.setLevel(Level.DEBUG);
		try (CapturedLog log = new CapturedLog(QueryEvents.class)) {
			assertThatCode(() -> end(this.events, info, "select 1")).doesNotThrowAnyException();
			assertThat(log.lines()).containsExactly("DEBUG A statement could not be logged");
		}
		finally {
			own.setLevel(null);
		}
		end(this.events, execution(500), "select 1");
		assertThat(this.lines.all()).hasSize(1);
	}

	private static void end(QueryEvents events, ExecutionInfo info, String... queries) {
		List<QueryInfo> infos = List.of(queries).stream().map(QueryInfo::new).toList();
		events.beforeQuery(info, infos);
		events.afterQuery(info, infos);
	}

	private ExecutionInfo execution(long millis) {
		ConnectionInfo connection = new ConnectionInfo();
		connection.setDataSourceName("orders");
		Method method = Map.class.getMethods()[0];
		ExecutionInfo info = new ExecutionInfo(connection, this.statement, false, 0, method, null);
		info.setElapsedTime(Duration.ofMillis(millis).toNanos());
		return info;
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
