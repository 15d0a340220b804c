package dev.monitor.sql.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.monitor.sql.autoconfigure.ObservedDataSourceAutoConfiguration;
import org.h2.Driver;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProxyRuntimeHints}.
 */
class ProxyRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	ProxyRuntimeHintsTests() {
		new ProxyRuntimeHints().registerHints(this.hints, null);
	}

	@Test
	void theDoorBringsThem() {
		ImportRuntimeHints imported = AnnotatedElementUtils
			.findMergedAnnotation(ObservedDataSourceAutoConfiguration.class, ImportRuntimeHints.class);
		assertThat(imported).isNotNull();
		assertThat(imported.value()).containsExactly(ProxyRuntimeHints.class);
	}

	@Test
	void everyProxyThatIsMadeHasItsHint() throws SQLException {
		for (Object proxy : proxies()) {
			assertThat(Proxy.isProxyClass(proxy.getClass())).isTrue();
			assertThat(RuntimeHintsPredicates.proxies().forInterfaces(proxy.getClass().getInterfaces()))
				.accepts(this.hints);
		}
	}

	@Test
	void theCallsThatProxiesHandOnHaveTheirHint() {
		for (String name : List.of("createStatement", "close")) {
			assertThat(RuntimeHintsPredicates.reflection()
				.onMethodInvocation(ReflectionUtils.getUniqueDeclaredMethods(Connection.class,
						(method) -> method.getName().equals(name))[0]))
				.accepts(this.hints);
		}
	}

	private static List<Object> proxies() throws SQLException {
		DataSource h2 = new SimpleDriverDataSource(new Driver(), "jdbc:h2:mem:hints");
		DataSource logged = (DataSource) new DataSourcePostProcessor(() -> Stream.of(new RecordingObserver()))
			.postProcessAfterInitialization(h2, "dataSource");
		List<Object> proxies = new ArrayList<>();
		try (Connection connection = logged.getConnection()) {
			proxies.add(connection);
			proxies.add(connection.createStatement());
			proxies.add(connection.prepareStatement("select 1"));
			proxies.add(connection.prepareStatement("select 1").executeQuery());
			proxies.add(connection.getMetaData());
			proxies.add(connection.prepareCall("call 1"));
		}
		return proxies;
	}

}
