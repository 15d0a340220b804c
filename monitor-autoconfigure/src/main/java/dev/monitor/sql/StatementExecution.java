package dev.monitor.sql;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How the execution of a statement or a batch ended.
 *
 * @param dataSource name of the data source or connection factory
 * @param statement the statement, or the first one in a batch
 * @param nanos how long the driver took, in nanoseconds; through R2DBC until the result
 * was read, so with what the application did meanwhile
 * @param failure what the driver threw; {@code null} if it succeeded
 * @param rows how many rows it changed; negative if the driver did not say so by itself,
 * or the application did not ask R2DBC for it
 * @param batchSize how many statements or sets of parameters were executed at once;
 * negative if it was no batch
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public record StatementExecution(String dataSource, SqlStatement statement, long nanos, @Nullable Throwable failure,
		long rows, long batchSize) {

}
