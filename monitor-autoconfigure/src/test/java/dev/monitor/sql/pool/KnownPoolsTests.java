package dev.monitor.sql.pool;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.monitor.sql.PoolReader;
import dev.monitor.sql.PoolState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link KnownPools} and {@link PoolReader}.
 */
class KnownPoolsTests {

	private final DataSource dataSource = mock();

	@Test
	void aPoolThatTellsIsPreferredToOneThatDoesNot() {
		KnownPools pools = new KnownPools(() -> Stream.of(none(), pool(null, 4), pool(3, 5), pool(1, 2)));
		assertThat(pools.read(this.dataSource)).isEqualTo(new PoolState(3, -1, 5));
		KnownPools silent = new KnownPools(() -> Stream.of(pool(null, 4)));
		assertThat(silent.read(this.dataSource)).isEqualTo(new PoolState(-1, -1, 4));
		assertThat(new KnownPools(() -> Stream.of(none())).read(this.dataSource)).isNull();
	}

	@Test
	void providersAreAskedForOnceAndNotBeforeAPoolIsRead() {
		AtomicInteger asked = new AtomicInteger();
		KnownPools pools = new KnownPools(() -> {
			asked.incrementAndGet();
			return Stream.of(pool(1, 2));
		});
		assertThat(asked).hasValue(0);
		pools.read(this.dataSource);
		pools.read(this.dataSource);
		assertThat(asked).hasValue(1);
	}

	@Test
	void onlyAPoolThatTellsAllIsExhausted() {
		assertThat(exhaustion(new PoolState(2, 0, 2))).isEqualTo("pool exhausted: 2 of 2 connections in use");
		assertThat(exhaustion(new PoolState(1, 1, 2))).isNull();
		assertThat(exhaustion(new PoolState(-1, -1, 2))).isNull();
		assertThat(exhaustion(new PoolState(5, -1, -1))).isNull();
		assertThat(PoolReader.NONE.exhaustion(this.dataSource)).isNull();
	}

	private @Nullable String exhaustion(PoolState state) {
		PoolReader pools = (any) -> state;
		return pools.exhaustion(this.dataSource);
	}

	private static DataSourcePoolMetadataProvider none() {
		return (dataSource) -> null;
	}

	private static DataSourcePoolMetadataProvider pool(@Nullable Integer active, int max) {
		DataSourcePoolMetadata pool = mock();
		given(pool.getActive()).willReturn(active);
		given(pool.getMax()).willReturn(max);
		given(pool.getIdle()).willReturn(null);
		return (dataSource) -> pool;
	}

}
