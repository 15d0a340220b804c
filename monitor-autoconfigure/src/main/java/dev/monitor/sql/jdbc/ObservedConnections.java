package dev.monitor.sql.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import dev.monitor.sql.ConnectionHolder;
import dev.monitor.sql.ConnectionHolders;
import dev.monitor.sql.StatementEvents;
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

	private final @Nullable ConnectionHolders holders;

	/**
	 * Create for a data source.
	 * @param events told of statements
	 * @param holders told who borrows connections; {@code null} if nobody wants to know
	 */
	ObservedConnections(StatementEvents events, @Nullable ConnectionHolders holders) {
		this.events = events;
		this.holders = holders;
		this.config = ProxyConfig.Builder.create()
			.dataSourceName(events.source())
			.queryListener(new JdbcEvents(events))
			.jdbcProxyFactory(new ObservedJdbcFactory(events))
			.stopwatchFactory(new NanoTimeStopwatchFactory())
			.build();
	}

	/**
	 * Note that the calling thread asks for a connection.
	 * @return its holder
	 */
	ConnectionHolder ask() {
		return (this.holders != null) ? this.holders.ask(this.config.getDataSourceName()) : ConnectionHolder.UNKNOWN;
	}

	/**
	 * Wrap a connection, unless it comes from another data source that has wrapped it.
	 */
	Connection wrap(Connection connection, ConnectionHolder holder) {
		boolean observed = isObserved(connection);
		boolean lazy = !observed && InnerDataSources.isLazy(connection);
		if (observed || lazy) {
			holder.end();
		}
		if (observed) {
			return connection;
		}
		if (!lazy) {
			borrowed(holder);
		}
		Info info = new Info(lazy ? () -> borrowed(holder) : () -> {
		}, holder);
		info.setDataSourceName(this.config.getDataSourceName());
		return this.config.getJdbcProxyFactory().createConnection(connection, info, this.config);
	}

	private void borrowed(ConnectionHolder holder) {
		holder.given();
		this.events.borrowed();
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

		private final ConnectionHolder holder;

		private @Nullable Boolean observedFurtherIn;

		/**
		 * Create it.
		 * @param borrowed called once the connection turns out to be observed here only
		 * @param holder who holds it
		 */
		Info(Runnable borrowed, ConnectionHolder holder) {
			this.borrowed = borrowed;
			this.holder = holder;
		}

		ConnectionHolder holder() {
			return this.holder;
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
