package dev.monitor.port.performance;

import java.util.List;

import dev.monitor.status.StatusRow;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CacheStatsCommand}.
 */
class CacheStatsCommandTests {

	@Test
	void aLineForEachCache() {
		StatusRow orders = cache("orders", 12);
		assertThat(run(new StatusRow[] { orders, cache("stock", 0) })).isEqualTo("""
				orders 12 9 3 1
				stock 0 9 3 1""");
		assertThat(run(new StatusRow[] { StatusRow.of("map").with("size", 1L) })).isEqualTo("map 1 -1 -1 -1");
	}

	@Test
	void aNameIsOneWordThatChoosesItsCache() {
		StatusRow[] caches = { cache("my orders", 1), cache("my%20orders", 2), cache("\n", 3) };
		assertThat(run(caches)).isEqualTo("""
				my%20orders 1 9 3 1
				my%2520orders 2 9 3 1
				%0A 3 9 3 1""");
		assertThat(run(caches, "my%20orders")).isEqualTo("my%20orders 1 9 3 1");
	}

	@Test
	void twoManagersMayHaveACacheOfAName() {
		StatusRow[] caches = { cache("orders", 1), cache("orders", 2) };
		assertThat(run(caches, "orders")).isEqualTo("""
				orders 1 9 3 1
				orders 2 9 3 1""");
	}

	@Test
	void whatIsWrongIsTold() {
		assertThatIllegalArgumentException().isThrownBy(() -> run(new StatusRow[0]))
			.withMessage("There is no cache that tells its size");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> run(new StatusRow[] { cache("orders", 1), cache("a b", 1) }, "x"))
			.withMessage("There is no cache 'x'. There are: orders, a%20b");
		assertThatIllegalArgumentException().isThrownBy(() -> run(new StatusRow[] { cache("a", 1) }, "a", "b"))
			.withMessage("cachestats takes [cache] only");
	}

	private static StatusRow cache(String name, long size) {
		return StatusRow.of(name)
			.with("size", size)
			.with("ngsize", size)
			.with("max_size", 50L)
			.with("hits", 9L)
			.with("misses", 3L)
			.with("evictions", 1L);
	}

	private static String run(StatusRow[] caches, String... arguments) {
		return new CacheStatsCommand(FakeStatus.sources(FakeStatus.rows("cache", caches))).run(List.of(arguments));
	}

}
