package dev.monitor.sql.jdbc;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.jdbc.datasource.ConnectionProxy;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * What is inside of data sources, as far as it can be known without a connection. Spring
 * JDBC may be absent.
 */
final class InnerDataSources {

	private static final boolean SPRING_JDBC = ClassUtils
		.isPresent("org.springframework.jdbc.datasource.ConnectionProxy", InnerDataSources.class.getClassLoader());

	private InnerDataSources() {
	}

	/**
	 * Return the one data source that another hands all calls to.
	 * @return the data source inside, {@code null} if there is none, or not only one
	 */
	static @Nullable DataSource only(DataSource dataSource) {
		if (AopProxyUtils.getSingletonTarget(dataSource) instanceof DataSource target) {
			return target;
		}
		return SPRING_JDBC ? SpringJdbc.target(dataSource) : null;
	}

	/**
	 * Tell whether a data source chooses among several, or is around one that does. They
	 * may change at any time.
	 */
	static boolean areSeveral(DataSource dataSource) {
		return SPRING_JDBC && SpringJdbc.areSeveral(dataSource);
	}

	/**
	 * Tell whether a connection gets the one inside only when it needs it.
	 */
	static boolean isLazy(Connection connection) {
		return SPRING_JDBC && SpringJdbc.isLazy(connection);
	}

	private static final class SpringJdbc {

		private static final @Nullable Field READ_ONLY = ReflectionUtils.findField(LazyConnectionDataSourceProxy.class,
				"readOnlyDataSource");

		static {
			if (READ_ONLY != null) {
				READ_ONLY.setAccessible(true);
			}
		}

		static @Nullable DataSource target(DataSource dataSource) {
			return (dataSource instanceof DelegatingDataSource delegating && !hasReadOnly(dataSource))
					? delegating.getTargetDataSource() : null;
		}

		static boolean areSeveral(DataSource dataSource) {
			try {
				return dataSource instanceof AbstractRoutingDataSource || hasReadOnly(dataSource)
						|| dataSource.isWrapperFor(AbstractRoutingDataSource.class);
			}
			catch (SQLException | RuntimeException | LinkageError ex) {
				return false;
			}
		}

		private static boolean hasReadOnly(DataSource dataSource) {
			return dataSource instanceof LazyConnectionDataSourceProxy && READ_ONLY != null
					&& ReflectionUtils.getField(READ_ONLY, dataSource) != null;
		}

		static boolean isLazy(Connection connection) {
			return connection instanceof ConnectionProxy;
		}

	}

}
