package dev.monitor.database;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * A database that the application uses.
 *
 * @param name name of the data source bean
 * @param activity what the application does with it
 * @param sampler takes samples of it; {@code null} if nobody does
 * @param dataSource the data source as it was last observed; {@code null} if it stands
 * for none
 */
public record Database(String name, DatabaseActivity activity, @Nullable DatabaseSampler sampler,
		@Nullable DataSource dataSource) {

}
