package dev.monitor.sql;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Is told of each source of connections that is no data source, such as a connection
 * factory of R2DBC, and gives a listener for what passes through it. Thread-safe; asked
 * while these sources are being created, so that it must not need one.
 */
@FunctionalInterface
public interface StatementObserver {

	/**
	 * Tell whether there is anything to observe at all.
	 * @return whether it wants to be told
	 */
	default boolean isActive() {
		return true;
	}

	/**
	 * Observe a source of connections.
	 * @param name name of its bean; those of a scope may come more than once
	 * @param pool reads from memory how its pool stands; {@code null} if it is no pool
	 * @return the listener for what passes through it
	 */
	StatementListener observeConnections(String name, Supplier<@Nullable PoolState> pool);

}
