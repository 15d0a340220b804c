package dev.monitor.sql.jdbc;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;

import dev.monitor.sql.StatementEvents;
import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.proxy.JdbcProxyFactory;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import net.ttddyy.dsproxy.proxy.jdk.CallableStatementInvocationHandler;
import net.ttddyy.dsproxy.proxy.jdk.ConnectionInvocationHandler;
import net.ttddyy.dsproxy.proxy.jdk.JdkJdbcProxyFactory;
import net.ttddyy.dsproxy.proxy.jdk.PreparedStatementInvocationHandler;
import net.ttddyy.dsproxy.proxy.jdk.StatementInvocationHandler;

/**
 * {@link JdbcProxyFactory} of {@link ObservedConnection}s and {@link ObservedStatement}s.
 */
final class ObservedJdbcFactory extends JdkJdbcProxyFactory {

	static final JdbcProxy<Statement> STATEMENT = new JdbcProxy<>(Statement.class, ProxyJdbcObject.class);

	static final JdbcProxy<PreparedStatement> PREPARED = new JdbcProxy<>(PreparedStatement.class,
			ProxyJdbcObject.class);

	static final JdbcProxy<CallableStatement> CALLABLE = new JdbcProxy<>(CallableStatement.class,
			ProxyJdbcObject.class);

	private final StatementEvents events;

	ObservedJdbcFactory(StatementEvents events) {
		this.events = events;
	}

	@Override
	public Connection createConnection(Connection connection, ConnectionInfo info, ProxyConfig config) {
		return ObservedConnection.create(connection, new ConnectionInvocationHandler(connection, info, config),
				this.events, info);
	}

	@Override
	public Statement createStatement(Statement statement, ConnectionInfo info, Connection connection,
			ProxyConfig config) {
		return STATEMENT.create(statement, new ObservedStatement(statement, info, null,
				new StatementInvocationHandler(statement, info, connection, config)));
	}

	@Override
	public PreparedStatement createPreparedStatement(PreparedStatement statement, String query, ConnectionInfo info,
			Connection connection, ProxyConfig config, boolean generateKey) {
		return PREPARED.create(statement, new ObservedStatement(statement, info, query,
				new PreparedStatementInvocationHandler(statement, query, info, connection, config, generateKey)));
	}

	@Override
	public CallableStatement createCallableStatement(CallableStatement statement, String query, ConnectionInfo info,
			Connection connection, ProxyConfig config) {
		return CALLABLE.create(statement, new ObservedStatement(statement, info, query,
				new CallableStatementInvocationHandler(statement, query, info, connection, config)));
	}

}
