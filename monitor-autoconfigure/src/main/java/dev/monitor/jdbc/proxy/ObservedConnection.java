package dev.monitor.jdbc.proxy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.jspecify.annotations.Nullable;

/**
 * Hands the calls that make statements to datasource-proxy and all others straight to the
 * connection, with an eye on commits that fail.
 *
 * @param target the connection of the driver or pool
 * @param proxy datasource-proxy's view of the connection
 * @param events told of failed commits
 */
record ObservedConnection(Connection target, InvocationHandler proxy,
		StatementEvents events) implements InvocationHandler {

	private static final Set<String> MAKE_STATEMENTS = Set.of("createStatement", "prepareStatement", "prepareCall");

	static Connection create(Connection target, InvocationHandler proxy, StatementEvents events) {
		Class<?>[] interfaces = { ProxyJdbcObject.class, Connection.class };
		return (Connection) Proxy.newProxyInstance(ProxyJdbcObject.class.getClassLoader(), interfaces,
				new ObservedConnection(target, proxy, events));
	}

	@Override
	public @Nullable Object invoke(Object connection, Method method, Object @Nullable [] args) throws Throwable {
		String name = method.getName();
		if (method.getDeclaringClass() != Connection.class || MAKE_STATEMENTS.contains(name)) {
			return this.proxy.invoke(connection, method, args);
		}
		try {
			return method.invoke(this.target, args);
		}
		catch (InvocationTargetException ex) {
			if (name.equals("commit") && ex.getTargetException() instanceof SQLException failure) {
				this.events.commitFailed(failure);
			}
			throw ex.getTargetException();
		}
	}

}
