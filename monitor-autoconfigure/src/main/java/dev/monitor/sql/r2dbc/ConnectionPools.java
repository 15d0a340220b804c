package dev.monitor.sql.r2dbc;

import java.util.Optional;
import java.util.function.Supplier;

import dev.monitor.sql.PoolState;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.spi.ConnectionFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The pools of R2DBC Pool, which may be absent.
 */
final class ConnectionPools {

	private static final boolean PRESENT = ClassUtils.isPresent("io.r2dbc.pool.ConnectionPool",
			ConnectionPools.class.getClassLoader());

	private ConnectionPools() {
	}

	/**
	 * Return what reads the state of the pool in or around which a connection factory is.
	 */
	static Supplier<@Nullable PoolState> stateOf(ConnectionFactory factory) {
		return PRESENT ? Pool.stateOf(factory) : () -> null;
	}

	private static final class Pool {

		static Supplier<@Nullable PoolState> stateOf(ConnectionFactory factory) {
			Optional<ConnectionPool> found = Layers.of(factory)
				.filter(ConnectionPool.class::isInstance)
				.map(ConnectionPool.class::cast)
				.findFirst();
			return () -> found.flatMap(ConnectionPool::getMetrics).map(Pool::state).orElse(null);
		}

		private static PoolState state(PoolMetrics pool) {
			int max = pool.getMaxAllocatedSize();
			return new PoolState(pool.acquiredSize(), pool.idleSize(), (max != Integer.MAX_VALUE) ? max : -1);
		}

	}

}
