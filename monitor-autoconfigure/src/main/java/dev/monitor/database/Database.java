package dev.monitor.database;

import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.monitor.sql.PoolState;
import org.jspecify.annotations.Nullable;

/**
 * A database that the application uses.
 *
 * @param name name of the data source or connection factory bean
 * @param activity what the application does with it
 * @param sampler takes samples of it; {@code null} if nobody does
 * @param dataSource the data source as it was last observed; {@code null} if it stands
 * for none
 * @param pool reads how the pool of what is no data source stands; {@code null} if there
 * is no such pool
 */
public record Database(String name, DatabaseActivity activity, @Nullable DatabaseSampler sampler,
		@Nullable DataSource dataSource, Supplier<@Nullable PoolState> pool) {

}
