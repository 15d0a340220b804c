package dev.monitor.sql.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Set;

import dev.monitor.sql.StatementEvents;
import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.jspecify.annotations.Nullable;

/**
 * Hands the calls that make statements to datasource-proxy and all others straight to the
 * connection, with an eye on commits that fail.
 *
 * @param target the connection of the driver or pool
 * @param proxy datasource-proxy's view of the connection
 * @param events told of failed commits
 * @param info told when it is closed
 */
record ObservedConnection(Connection target, InvocationHandler proxy, StatementEvents events,
		ConnectionInfo info) implements InvocationHandler {

	static final JdbcProxy<Connection> PROXY = new JdbcProxy<>(Connection.class, ProxyJdbcObject.class);

	static final JdbcProxy<DatabaseMetaData> META_DATA = new JdbcProxy<>(DatabaseMetaData.class);

	private static final Set<String> MAKE_STATEMENTS = Set.of("createStatement", "prepareStatement", "prepareCall");

	private static final Set<String> CLOSE = Set.of("close", "abort");

	static Connection create(Connection target, InvocationHandler proxy, StatementEvents events, ConnectionInfo info) {
		return PROXY.create(target, new ObservedConnection(target, proxy, events, info));
	}

	@Override
	public @Nullable Object invoke(Object connection, Method method, Object @Nullable [] args) throws Throwable {
		String name = method.getName();
		if (MAKE_STATEMENTS.contains(name) || isOfProxies(method)) {
			return this.proxy.invoke(connection, method, args);
		}
		try {
			Object result = JdbcProxy.call(this.target, method, args);
			return (result instanceof DatabaseMetaData metaData)
					? META_DATA.create(metaData, new OwnedObject(metaData, "getConnection", connection)) : result;
		}
		catch (SQLException ex) {
			if (name.equals("commit")) {
				this.events.commitFailed(ex);
			}
			throw ex;
		}
		finally {
			if (CLOSE.contains(name) && this.info instanceof ObservedConnections.Info held) {
				held.holder().end();
			}
		}
	}

	private static boolean isOfProxies(Method method) {
		Class<?> type = method.getDeclaringClass();
		return type == Object.class || type.isAssignableFrom(ProxyJdbcObject.class);
	}

}
