package dev.monitor.sql.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * Stands for what a statement or connection has made, and names the proxy of that as its
 * maker. All other calls go straight to the driver.
 *
 * @param target what was made
 * @param question the method that asks for the maker
 * @param maker the proxy that the application knows
 */
record OwnedObject(Object target, String question, Object maker) implements InvocationHandler {

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
		if (method.getDeclaringClass() == Object.class) {
			return switch (method.getName()) {
				case "equals" -> args != null && args[0] == proxy;
				case "hashCode" -> System.identityHashCode(proxy);
				default -> this.target.toString();
			};
		}
		Object result = JdbcProxy.call(this.target, method, args);
		return (result != null && args == null && method.getName().equals(this.question)) ? this.maker : result;
	}

}
