package dev.monitor.sql.r2dbc;

import java.util.Arrays;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.aop.framework.Advised;

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
		boolean gives = invocation.getMethod().getName().equals("create") && invocation.getArguments().length == 0
				&& invocation.getMethod().getReturnType().isAssignableFrom(Mono.class);
		return (gives && result instanceof Publisher<?> created)
				? this.connections.observe(Mono.from(created).cast(Connection.class)) : result;
	}

}
