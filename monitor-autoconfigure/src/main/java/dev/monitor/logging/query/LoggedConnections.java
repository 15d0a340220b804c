package dev.monitor.logging.query;

import java.sql.Connection;

import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.proxy.NanoTimeStopwatchFactory;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;

/**
 * Wraps the connections of one data source so that their statements are observed.
 */
final class LoggedConnections {

	private final ProxyConfig config;

	LoggedConnections(String dataSource, QueryEvents events) {
		this.config = ProxyConfig.Builder.create()
			.dataSourceName(dataSource)
			.queryListener(events)
			.jdbcProxyFactory(new LoggedStatementFactory())
			.stopwatchFactory(new NanoTimeStopwatchFactory())
			.build();
	}

	/**
	 * Wrap a connection, unless it comes from another data source that has wrapped it.
	 */
	Connection wrap(Connection connection) {
		if (isLogged(connection)) {
			return connection;
		}
		ConnectionInfo info = new ConnectionInfo();
		info.setDataSourceName(this.config.getDataSourceName());
		return this.config.getJdbcProxyFactory().createConnection(connection, info, this.config);
	}

	/**
	 * Return what the data source itself knows.
	 * @param argument an argument of a call to it
	 * @return the connection inside, if it is one of ours, else the argument
	 */
	Object unwrap(Object argument) {
		return (argument instanceof ProxyJdbcObject proxy && proxy.getProxyConfig() == this.config) ? proxy.getTarget()
				: argument;
	}

	private static boolean isLogged(Connection connection) {
		return connection instanceof ProxyJdbcObject proxy
				&& proxy.getProxyConfig().getJdbcProxyFactory() instanceof LoggedStatementFactory;
	}

}
