package dev.monitor.jdbc.proxy;

import java.lang.reflect.Method;
import java.sql.Connection;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * {@link MethodInterceptor} around a data source that wraps the connections it gives, and
 * unwraps those that are given back to it, as when a pool is to evict one.
 */
final class ObservedDataSource implements MethodInterceptor {

	private final ObservedConnections connections;

	ObservedDataSource(ObservedConnections connections) {
		this.connections = connections;
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
		Object result = invocation.proceed();
		boolean given = method.getName().equals("getConnection") && method.getReturnType() == Connection.class;
		return (given && result instanceof Connection connection) ? this.connections.wrap(connection) : result;
	}

}
