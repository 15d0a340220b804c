package dev.monitor.jdbc.proxy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Statement;

import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import net.ttddyy.dsproxy.proxy.StatementMethodNames;
import org.jspecify.annotations.Nullable;

/**
 * Hands the calls that execute something to datasource-proxy and all others straight to
 * the statement. So parameters reach the driver and nobody else: none can get into a log,
 * and the rows of a batch are not kept twice.
 *
 * @param target the statement of the driver
 * @param connection what is known of its connection
 * @param proxy datasource-proxy's view of the statement
 */
record ObservedStatement(Statement target, ConnectionInfo connection,
		InvocationHandler proxy) implements InvocationHandler {

	static <T extends Statement> T create(Class<T> type, T target, ConnectionInfo connection, InvocationHandler proxy) {
		Class<?>[] interfaces = { ProxyJdbcObject.class, type };
		return type.cast(Proxy.newProxyInstance(ProxyJdbcObject.class.getClassLoader(), interfaces,
				new ObservedStatement(target, connection, proxy)));
	}

	@Override
	public @Nullable Object invoke(Object statement, Method method, Object @Nullable [] args) throws Throwable {
		String name = method.getName();
		if (args != null && args[0] == ObservedStatement.class && name.equals("isWrapperFor")) {
			return true;
		}
		if (StatementMethodNames.PARAMETER_METHODS.contains(name)
				|| !StatementMethodNames.METHODS_TO_INTERCEPT.contains(name)
				|| (StatementMethodNames.EXEC_METHODS.contains(name) && isObservedFurtherIn())) {
			return call(method, args);
		}
		return this.proxy.invoke(statement, method, args);
	}

	private boolean isObservedFurtherIn() {
		return this.connection instanceof ObservedConnections.Info info && info.isObservedFurtherIn(this.target);
	}

	private @Nullable Object call(Method method, Object @Nullable [] args) throws Throwable {
		try {
			return method.invoke(this.target, args);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
