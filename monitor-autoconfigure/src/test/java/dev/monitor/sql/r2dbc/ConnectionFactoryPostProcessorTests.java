package dev.monitor.sql.r2dbc;

import java.util.stream.Stream;

import dev.monitor.CapturedLog;
import io.r2dbc.h2.CloseableConnectionFactory;
import io.r2dbc.h2.H2Connection;
import io.r2dbc.h2.H2ConnectionConfiguration;
import io.r2dbc.h2.H2ConnectionFactory;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionFactoryPostProcessor}.
 */
class ConnectionFactoryPostProcessorTests {

	private static final RecordingListener LISTENER = new RecordingListener();

	private static final String OFF = "WARN SQL timing and logging are off for connection factory 'connectionFactory'";

	@Test
	void aPoolStaysOne() {
		ConnectionPool pool;
		try (AnnotationConfigApplicationContext context = context(PoolConfiguration.class)) {
			pool = context.getBean(ConnectionPool.class);
			Connection connection = pool.create().blockOptional().orElseThrow();
			assertThat(pool.getMetrics().orElseThrow().acquiredSize()).isOne();
			assertThat(pool.unwrap()).isInstanceOf(H2ConnectionFactory.class);
			Mono.from(connection.close()).block();
			assertThat(pool.getMetrics().orElseThrow().acquiredSize()).isZero();
			assertThat(LISTENER.borrowed).hasValue(1);
		}
		assertThat(pool.isDisposed()).isTrue();
	}

	@Test
	void aFinalClassThatIsDeclaredAsAnInterfaceIsObserved() {
		try (AnnotationConfigApplicationContext context = context(DeclaredAsInterface.class)) {
			ConnectionFactory factory = context.getBean(ConnectionFactory.class);
			assertThat(factory.getMetadata().getName()).isEqualTo("H2");
			query(factory);
			assertThat(LISTENER.only().dataSource()).isEqualTo("connectionFactory");
		}
	}

	@Test
	void aDriversOwnInterfaceGivesTheDriversOwnConnections() {
		try (AnnotationConfigApplicationContext context = context(DeclaredAsDriversInterface.class)) {
			H2Connection own = context.getBean(CloseableConnectionFactory.class).create().blockOptional().orElseThrow();
			own.close().block();
			assertThat(LISTENER.borrowed).hasValue(0);
		}
	}

	@Test
	void aFinalClassThatIsDeclaredAsItselfIsLeftAloneAndAWarningSaysSo() {
		try (CapturedLog log = new CapturedLog(ConnectionFactoryPostProcessor.class);
				AnnotationConfigApplicationContext context = context(DeclaredAsItself.class)) {
			query(context.getBean(H2ConnectionFactory.class));
			assertThat(LISTENER.executions).isEmpty();
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith(OFF)
				.endsWith("Declare the bean as io.r2dbc.spi.ConnectionFactory.");
		}
	}

	@Test
	void withoutAnActiveObserverNothingHasAProxy() {
		LISTENER.active = false;
		try (AnnotationConfigApplicationContext context = context(PoolConfiguration.class)) {
			assertThat(context.getBean(ConnectionPool.class)).isExactlyInstanceOf(ConnectionPool.class);
		}
		finally {
			LISTENER.active = true;
		}
	}

	@Test
	void connectionsOfTheDriverCanBeReached() {
		try (AnnotationConfigApplicationContext context = context(PoolConfiguration.class)) {
			Connection connection = context.getBean(ConnectionPool.class).create().blockOptional().orElseThrow();
			assertThat(Layers.of(connection)).hasAtLeastOneElementOfType(H2Connection.class);
			Mono.from(connection.close()).block();
		}
	}

	private static AnnotationConfigApplicationContext context(Class<?> configuration) {
		LISTENER.executions.clear();
		LISTENER.borrowed.set(0);
		return new AnnotationConfigApplicationContext(Processing.class, configuration);
	}

	private static void query(ConnectionFactory factory) {
		Flux.usingWhen(factory.create(), (connection) -> Flux.from(connection.createStatement("select 1").execute())
			.flatMap((Result result) -> result.map((row) -> 1)), Connection::close).blockLast();
	}

	private static H2ConnectionFactory h2() {
		return new H2ConnectionFactory(H2ConnectionConfiguration.builder().inMemory("processed").build());
	}

	@Configuration(proxyBeanMethods = false)
	static class Processing {

		@Bean
		static ConnectionFactoryPostProcessor processor() {
			return new ConnectionFactoryPostProcessor(() -> Stream.of(LISTENER), () -> null, (request) -> null,
					System::nanoTime);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PoolConfiguration {

		@Bean(destroyMethod = "dispose")
		ConnectionPool connectionFactory() {
			return new ConnectionPool(ConnectionPoolConfiguration.builder(h2()).initialSize(0).maxSize(2).build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DeclaredAsInterface {

		@Bean
		ConnectionFactory connectionFactory() {
			return h2();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DeclaredAsDriversInterface {

		@Bean
		CloseableConnectionFactory connectionFactory() {
			return H2ConnectionFactory.inMemory("drivers-interface");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DeclaredAsItself {

		@Bean
		H2ConnectionFactory connectionFactory() {
			return h2();
		}

	}

}
