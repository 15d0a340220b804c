package dev.monitor.database;

import org.jspecify.annotations.Nullable;

/**
 * A database that the application uses.
 *
 * @param name name of the data source bean
 * @param activity what the application does with it
 * @param sampler takes samples of it; {@code null} if nobody does
 */
public record Database(String name, DatabaseActivity activity, @Nullable DatabaseSampler sampler) {

}
