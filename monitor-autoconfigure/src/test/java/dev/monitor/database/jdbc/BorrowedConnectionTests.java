package dev.monitor.database.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link BorrowedConnection}.
 */
class BorrowedConnectionTests {

	private final Connection connection = mock();

	@Test
	void oneRefusedStepDoesNotKeepTheOthers() throws SQLException {
		given(this.connection.getNetworkTimeout()).willReturn(7);
		autoCommits();
		willThrow(new SQLFeatureNotSupportedException("on purpose")).given(this.connection).setReadOnly(false);
		BorrowedConnection borrowed = new BorrowedConnection(this.connection, Duration.ofSeconds(5));
		borrowed.beginReadOnly();
		borrowed.close();
		InOrder order = inOrder(this.connection);
		order.verify(this.connection).rollback();
		order.verify(this.connection).setAutoCommit(true);
		order.verify(this.connection).setReadOnly(false);
		order.verify(this.connection).setNetworkTimeout(any(), eq(7));
		order.verify(this.connection).close();
	}

	@Test
	void oneThatBreaksIsHandedBackAsItIs() throws SQLException {
		autoCommits();
		BorrowedConnection borrowed = new BorrowedConnection(this.connection, Duration.ofSeconds(5));
		borrowed.beginReadOnly();
		willAnswer((call) -> {
			given(this.connection.isClosed()).willReturn(true);
			throw new SQLException("on purpose");
		}).given(this.connection).setAutoCommit(true);
		borrowed.close();
		verify(this.connection, never()).setReadOnly(false);
		verify(this.connection).setNetworkTimeout(any(), anyInt());
		verify(this.connection).close();
	}

	private void autoCommits() throws SQLException {
		given(this.connection.getAutoCommit()).willReturn(true);
		willAnswer((call) -> {
			given(this.connection.getAutoCommit()).willReturn(call.getArgument(0));
			return null;
		}).given(this.connection).setAutoCommit(anyBoolean());
	}

}
