package dev.monitor.warmup.r2dbc;

import java.util.Map;

import dev.monitor.warmup.WarmupProgress;
import io.r2dbc.h2.H2ConnectionConfiguration;
import io.r2dbc.h2.H2ConnectionFactory;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ConnectionFactoriesWarmupTask}.
 */
class ConnectionFactoriesWarmupTaskTests {

	private final WarmupProgress progress = mock();

	@Test
	void aPoolOpensWhatItShouldHave() {
		ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(h2()).initialSize(3).build());
		try {
			task(Map.of("orders", pool)).run(this.progress);
			assertThat(pool.getMetrics().orElseThrow().idleSize()).isEqualTo(3);
			then(this.progress).should().total(1);
			then(this.progress).should().step();
		}
		finally {
			pool.dispose();
		}
	}

	@Test
	void ofAnotherFactoryOneConnectionIsValidated() {
		task(Map.of("orders", h2())).run(this.progress);
		then(this.progress).should().step();
	}

	@Test
	void aFailureNamesTheFactory() {
		ConnectionFactory down = mock();
		given(down.create()).willAnswer((call) -> Mono.error(new IllegalArgumentException("no such host")));
		assertThatIllegalStateException().isThrownBy(() -> task(Map.of("orders", down)).run(this.progress))
			.withMessageContaining("Connection factory 'orders': ")
			.withMessageContaining("no such host");
	}

	private static ConnectionFactoriesWarmupTask task(Map<String, ConnectionFactory> factories) {
		return new ConnectionFactoriesWarmupTask(() -> factories, new PooledConnections());
	}

	private static H2ConnectionFactory h2() {
		return new H2ConnectionFactory(H2ConnectionConfiguration.builder().inMemory("warm").build());
	}

}
