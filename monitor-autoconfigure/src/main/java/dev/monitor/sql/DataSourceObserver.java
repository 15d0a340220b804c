package dev.monitor.sql;

import javax.sql.DataSource;

import org.apiguardian.api.API;

/**
 * Is asked for each data source, and gives a listener for its statements. Data sources
 * have a proxy only while there is an active observer. All beans of this type observe, in
 * order; what one throws goes no further than the log.
 * <p>
 * Implementations are thread-safe. They are asked while data sources are being created,
 * so they must not need one.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public interface DataSourceObserver {

	/**
	 * Tell whether there is anything to observe at all.
	 * @return whether data sources need a proxy for this observer
	 */
	default boolean isActive() {
		return true;
	}

	/**
	 * Observe a data source.
	 * @param name name of its bean; those of a scope may come more than once
	 * @param dataSource the data source itself, whose use is not seen by any listener
	 * @return the listener for what passes through its proxy
	 */
	StatementListener observe(String name, DataSource dataSource);

}
