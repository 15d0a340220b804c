package dev.monitor.sql.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.Statement;

import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.proxy.StatementMethodNames;
import org.jspecify.annotations.Nullable;

/**
 * Hands the calls that execute something to datasource-proxy and all others straight to
 * the statement. So parameters reach the driver and nobody else: none can get into a log,
 * and the rows of a batch are not kept twice. Not thread-safe, as no statement is.
 */
final class ObservedStatement implements InvocationHandler {

	static final JdbcProxy<ResultSet> RESULTS = new JdbcProxy<>(ResultSet.class);

	private final Statement target;

	private final ConnectionInfo connection;

	private final @Nullable String query;

	private final InvocationHandler proxy;

	private @Nullable ResultSet result;

	private @Nullable ResultSet resultProxy;

	/**
	 * Create the handler.
	 * @param target the statement of the driver
	 * @param connection what is known of its connection
	 * @param query its text; {@code null} if that comes with each execution
	 * @param proxy datasource-proxy's view of the statement
	 */
	ObservedStatement(Statement target, ConnectionInfo connection, @Nullable String query, InvocationHandler proxy) {
		this.target = target;
		this.connection = connection;
		this.query = query;
		this.proxy = proxy;
	}

	@Override
	public @Nullable Object invoke(Object statement, Method method, Object @Nullable [] args) throws Throwable {
		String name = method.getName();
		if (args != null && args[0] == ObservedStatement.class && name.equals("isWrapperFor")) {
			return true;
		}
		if (this.connection instanceof ObservedConnections.Info info) {
			String sql = (args != null && args[0] instanceof String text) ? text : this.query;
			if (sql != null && (StatementMethodNames.EXEC_METHODS.contains(name) || name.equals("addBatch"))) {
				info.holder().executes(sql);
			}
		}
		Object result = isForProxy(method, name) ? this.proxy.invoke(statement, method, args)
				: JdbcProxy.call(this.target, method, args);
		return (result instanceof ResultSet resultSet) ? proxy(resultSet, statement) : result;
	}

	private boolean isForProxy(Method method, String name) {
		if (method.getDeclaringClass() == Object.class) {
			return true;
		}
		return StatementMethodNames.METHODS_TO_INTERCEPT.contains(name)
				&& !StatementMethodNames.PARAMETER_METHODS.contains(name)
				&& !(StatementMethodNames.EXEC_METHODS.contains(name) && isObservedFurtherIn());
	}

	private boolean isObservedFurtherIn() {
		return this.connection instanceof ObservedConnections.Info info && info.isObservedFurtherIn(this.target);
	}

	/**
	 * Return the same proxy for the same results, which may be asked for several times.
	 */
	private ResultSet proxy(ResultSet result, Object statement) {
		ResultSet proxy = this.resultProxy;
		if (proxy == null || this.result != result) {
			proxy = RESULTS.create(result, new OwnedObject(result, "getStatement", statement));
			this.result = result;
			this.resultProxy = proxy;
		}
		return proxy;
	}

}
