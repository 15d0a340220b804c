package dev.monitor.sql.jdbc;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

import javax.sql.DataSource;

import dev.monitor.sql.ConnectionHolder;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;

/**
 * {@link MethodInterceptor} around a data source that wraps the connections it gives, and
 * unwraps those that are given back to it, as when a pool is to evict one.
 */
final class ObservedDataSource implements MethodInterceptor {

	private final ObservedConnections connections;

	ObservedDataSource(ObservedConnections connections) {
		this.connections = connections;
	}

	/**
	 * Tell whether whatever comes out of a data source is observed already. One that
	 * chooses among several may say so of one of them.
	 */
	static boolean isObserved(DataSource dataSource) {
		if (hasProxy(dataSource)) {
			return true;
		}
		DataSource inner = InnerDataSources.only(dataSource);
		return (inner != null) ? isObserved(inner) : !InnerDataSources.areSeveral(dataSource) && saysSo(dataSource);
	}

	private static boolean hasProxy(DataSource dataSource) {
		return dataSource instanceof Advised advised && Arrays.stream(advised.getAdvisors())
			.anyMatch((advisor) -> advisor.getAdvice() instanceof ObservedDataSource);
	}

	private static boolean saysSo(DataSource dataSource) {
		try {
			return dataSource.isWrapperFor(ObservedDataSource.class);
		}
		catch (SQLException | RuntimeException | LinkageError ex) {
			return false;
		}
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Method method = invocation.getMethod();
		@Nullable Object[] arguments = invocation.getArguments();
		if (arguments.length == 1 && arguments[0] == ObservedDataSource.class
				&& method.getName().equals("isWrapperFor")) {
			return true;
		}
		for (int i = 0; i < arguments.length; i++) {
			Object argument = arguments[i];
			arguments[i] = (argument != null) ? this.connections.unwrap(argument) : null;
		}
		boolean gives = method.getName().equals("getConnection") && method.getReturnType() == Connection.class;
		return gives ? connection(invocation) : invocation.proceed();
	}

	private @Nullable Object connection(MethodInvocation invocation) throws Throwable {
		ConnectionHolder holder = this.connections.ask();
		Object result = null;
		try {
			result = invocation.proceed();
		}
		finally {
			if (result == null) {
				holder.end();
			}
		}
		return (result instanceof Connection connection) ? this.connections.wrap(connection, holder) : result;
	}

}
