package dev.monitor.database.autoconfigure;

import java.util.OptionalInt;
import java.util.function.Function;

import javax.sql.DataSource;

import dev.monitor.jdbc.pool.PoolUsage;

import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.util.ClassUtils;

/**
 * Tells how many connections are out of the pool in a data source. One that routes has no
 * pool: it would answer with that of the data source it routes to by default, which is
 * counted already. Spring JDBC may be absent.
 */
record OpenConnections(PoolUsage.Reader pools) implements Function<DataSource, OptionalInt> {

	private static final boolean SPRING_JDBC = ClassUtils.isPresent(
			"org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource",
			OpenConnections.class.getClassLoader());

	@Override
	public OptionalInt apply(DataSource dataSource) {
		PoolUsage usage = isRouting(dataSource) ? null : this.pools.read(dataSource);
		return (usage != null) ? OptionalInt.of(usage.active()) : OptionalInt.empty();
	}

	private static boolean isRouting(DataSource dataSource) {
		return SPRING_JDBC && dataSource instanceof AbstractRoutingDataSource;
	}

}
