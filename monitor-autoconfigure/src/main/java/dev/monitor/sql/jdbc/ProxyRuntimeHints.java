package dev.monitor.sql.jdbc;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ClassUtils;

/**
 * {@link RuntimeHints} for the proxies of connections, statements and what they make, and
 * for the calls that they hand on. Those of other drivers and pools than these show no
 * interface of the driver in a native image.
 */
public final class ProxyRuntimeHints implements RuntimeHintsRegistrar {

	private static final List<String> DRIVERS = List.of("org.h2.jdbc.Jdbc", "org.postgresql.jdbc.Pg",
			"com.zaxxer.hikari.pool.HikariProxy");

	private static final Map<String, JdbcProxy<?>> PROXIES = Map.of("Connection", ObservedConnection.PROXY,
			"DatabaseMetaData", ObservedConnection.META_DATA, "Statement", ObservedJdbcFactory.STATEMENT,
			"PreparedStatement", ObservedJdbcFactory.PREPARED, "CallableStatement", ObservedJdbcFactory.CALLABLE,
			"ResultSet", ObservedStatement.RESULTS);

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		PROXIES.forEach((name, proxy) -> {
			register(hints, proxy.interfaces(Object.class));
			for (String driver : DRIVERS) {
				if (ClassUtils.isPresent(driver + name, classLoader)) {
					register(hints, proxy.interfaces(ClassUtils.resolveClassName(driver + name, classLoader)));
				}
			}
		});
		hints.reflection()
			.registerTypeIfPresent(classLoader, "org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy",
					(type) -> type.withField("readOnlyDataSource"));
	}

	private static void register(RuntimeHints hints, Class<?>... interfaces) {
		hints.proxies().registerJdkProxy(interfaces);
		for (Class<?> type : interfaces) {
			hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
		}
	}

}
