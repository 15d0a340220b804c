package dev.monitor.warmup.r2dbc;

import java.util.function.Function;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import reactor.core.publisher.Mono;

/**
 * Lets a pool of R2DBC Pool open the connections that it should have.
 */
public final class PooledConnections implements Function<ConnectionFactory, Mono<?>> {

	@Override
	public Mono<?> apply(ConnectionFactory factory) {
		return (factory instanceof ConnectionPool pool) ? pool.warmup() : Mono.empty();
	}

}
