package dev.monitor.logging.query;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;

import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.proxy.JdbcProxyFactory;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.jdk.CallableStatementInvocationHandler;
import net.ttddyy.dsproxy.proxy.jdk.JdkJdbcProxyFactory;
import net.ttddyy.dsproxy.proxy.jdk.PreparedStatementInvocationHandler;
import net.ttddyy.dsproxy.proxy.jdk.StatementInvocationHandler;

/**
 * {@link JdbcProxyFactory} whose statements are {@link LoggedStatement}s.
 */
final class LoggedStatementFactory extends JdkJdbcProxyFactory {

	@Override
	public Statement createStatement(Statement statement, ConnectionInfo info, Connection connection,
			ProxyConfig config) {
		return LoggedStatement.create(Statement.class, statement,
				new StatementInvocationHandler(statement, info, connection, config));
	}

	@Override
	public PreparedStatement createPreparedStatement(PreparedStatement statement, String query, ConnectionInfo info,
			Connection connection, ProxyConfig config, boolean generateKey) {
		return LoggedStatement.create(PreparedStatement.class, statement,
				new PreparedStatementInvocationHandler(statement, query, info, connection, config, generateKey));
	}

	@Override
	public CallableStatement createCallableStatement(CallableStatement statement, String query, ConnectionInfo info,
			Connection connection, ProxyConfig config) {
		return LoggedStatement.create(CallableStatement.class, statement,
				new CallableStatementInvocationHandler(statement, query, info, connection, config));
	}

}
