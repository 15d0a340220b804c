package dev.monitor.sql.r2dbc;

import java.lang.reflect.Method;
import java.util.Arrays;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.aop.framework.Advised;
import org.springframework.core.ResolvableType;

/**
 * {@link MethodInterceptor} around a connection factory that wraps the connections it
 * gives. All else, such as the metrics of a pool, is that of the factory itself.
 *
 * @param connections wraps them
 */
record ObservedConnectionFactory(ObservedConnections connections) implements MethodInterceptor {

	/**
	 * Tell whether whatever comes out of a connection factory is observed already.
	 */
	static boolean isObserved(ConnectionFactory factory) {
		return Layers.of(factory).anyMatch(ObservedConnectionFactory::hasProxy);
	}

	private static boolean hasProxy(Object factory) {
		return factory instanceof Advised advised && Arrays.stream(advised.getAdvisors())
			.anyMatch((advisor) -> advisor.getAdvice() instanceof ObservedConnectionFactory);
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object result = invocation.proceed();
		return (givesConnections(invocation.getMethod()) && result instanceof Publisher<?> created)
				? this.connections.observe(Mono.from(created).cast(Connection.class)) : result;
	}

	/**
	 * Tell whether a method gives connections of any class: those of a driver's own class
	 * cannot be wrapped.
	 */
	private static boolean givesConnections(Method method) {
		return method.getName().equals("create") && method.getParameterCount() == 0
				&& method.getReturnType().isAssignableFrom(Mono.class)
				&& ResolvableType.forMethodReturnType(method)
					.getGeneric()
					.resolve(Connection.class)
					.isAssignableFrom(Connection.class);
	}

}
