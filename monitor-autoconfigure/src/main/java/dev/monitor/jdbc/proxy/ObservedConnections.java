package dev.monitor.jdbc.proxy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.proxy.NanoTimeStopwatchFactory;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the connections of one data source so that their statements are observed.
 */
final class ObservedConnections {

	private final ProxyConfig config;

	private final StatementEvents events;

	ObservedConnections(String dataSource, StatementEvents events) {
		this.events = events;
		this.config = ProxyConfig.Builder.create()
			.dataSourceName(dataSource)
			.queryListener(events)
			.jdbcProxyFactory(new ObservedJdbcFactory(events))
			.stopwatchFactory(new NanoTimeStopwatchFactory())
			.build();
	}

	/**
	 * Wrap a connection, unless it comes from another data source that has wrapped it.
	 */
	Connection wrap(Connection connection) {
		if (isObserved(connection)) {
			return connection;
		}
		boolean lazy = InnerDataSources.isLazy(connection);
		if (!lazy) {
			this.events.borrowed();
		}
		ConnectionInfo info = new Info(lazy ? this.events::borrowed : () -> {
		});
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

	private static boolean isObserved(Connection connection) {
		return connection instanceof ProxyJdbcObject proxy
				&& proxy.getProxyConfig().getJdbcProxyFactory() instanceof ObservedJdbcFactory;
	}

	/**
	 * Remembers of a connection whether its statements are observed further in, as those
	 * of a pool of a pool are. A statement is asked, once, since a connection that is
	 * still lazy would have to be fetched to know.
	 */
	static final class Info extends ConnectionInfo {

		private final Runnable borrowed;

		private @Nullable Boolean observedFurtherIn;

		/**
		 * Create it.
		 * @param borrowed called once the connection turns out to be observed here only
		 */
		Info(Runnable borrowed) {
			this.borrowed = borrowed;
		}

		boolean isObservedFurtherIn(Statement statement) {
			Boolean known = this.observedFurtherIn;
			if (known == null) {
				known = isObserved(statement);
				this.observedFurtherIn = known;
				if (!known) {
					this.borrowed.run();
				}
			}
			return known;
		}

		private static boolean isObserved(Statement statement) {
			try {
				return statement.isWrapperFor(ObservedStatement.class);
			}
			catch (SQLException | RuntimeException | LinkageError ex) {
				return false;
			}
		}

	}

}
