package dev.monitor.sql.r2dbc;

import io.r2dbc.proxy.callback.ProxyFactory;
import io.r2dbc.proxy.callback.QueriesExecutionContext;
import io.r2dbc.proxy.core.ConnectionInfo;
import io.r2dbc.proxy.core.QueryExecutionInfo;
import io.r2dbc.proxy.core.StatementInfo;
import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;

/**
 * {@link ProxyFactory} that leaves rows as they are: nobody wants to know what is in
 * them.
 *
 * @param proxies makes the other proxies
 */
record ObservedProxies(ProxyFactory proxies) implements ProxyFactory {

	@Override
	public ConnectionFactory wrapConnectionFactory(ConnectionFactory factory) {
		return this.proxies.wrapConnectionFactory(factory);
	}

	@Override
	public Connection wrapConnection(Connection connection, ConnectionInfo info) {
		return this.proxies.wrapConnection(connection, info);
	}

	@Override
	public Batch wrapBatch(Batch batch, ConnectionInfo info) {
		return this.proxies.wrapBatch(batch, info);
	}

	@Override
	public Statement wrapStatement(Statement statement, StatementInfo info, ConnectionInfo connection) {
		return this.proxies.wrapStatement(statement, info, connection);
	}

	@Override
	public Result wrapResult(Result result, QueryExecutionInfo info, QueriesExecutionContext context) {
		return new ObservedResult(result, (target) -> this.proxies.wrapResult(target, info, context),
				Execution.of(info));
	}

	@Override
	public Row wrapRow(Row row, QueryExecutionInfo info) {
		return row;
	}

	@Override
	public Result.RowSegment wrapRowSegment(Result.RowSegment segment, QueryExecutionInfo info) {
		return segment;
	}

}
