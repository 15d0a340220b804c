package dev.monitor.performance.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.support.NoOpCache;
import org.springframework.cache.support.SimpleCacheManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link CacheStatus}.
 */
class CacheStatusTests {

	private final AtomicLong nanos = new AtomicLong();

	private final com.github.benmanes.caffeine.cache.Cache<Object, Object> store = Caffeine.newBuilder()
		.maximumSize(50)
		.expireAfterWrite(Duration.ofMinutes(1))
		.ticker(this.nanos::get)
		.executor((maintenance) -> {
		})
		.build();

	@Test
	void withoutCachesThereAreZeroes() {
		assertThat(section().numbers()).containsEntry("size", 0L).containsEntry("ngsize", 0L);
		assertThat(section().rows()).isEmpty();
	}

	@Test
	void caffeineTellsItsSizeAndLimit() {
		Cache cache = new NativeCache("orders", this.store);
		this.store.put(1, "one");
		this.nanos.addAndGet(Duration.ofMinutes(2).toNanos());
		this.store.put(2, "two");
		StatusSection section = section(cache);
		assertThat(section.rows()).containsExactly(row("orders", 2, 1, 50));
		assertThat(section.rows().get(0).numbers().keySet()).containsExactly("size", "ngsize", "max_size", "hits",
				"misses", "evictions");
		assertThat(section.numbers()).containsExactly(Map.entry("size", 2L), Map.entry("ngsize", 1L),
				Map.entry("max_size", 50L));
	}

	@Test
	void caffeineTellsHowItIsUsedIfThatIsRecorded() {
		com.github.benmanes.caffeine.cache.Cache<Object, Object> recording = Caffeine.newBuilder()
			.maximumSize(1)
			.executor(Runnable::run)
			.recordStats()
			.build();
		recording.put(1, "one");
		assertThat(List.of(1, 1, 3)).extracting(recording::getIfPresent).containsExactly("one", "one", null);
		recording.put(2, "two");
		recording.cleanUp();
		assertThat(section(new NativeCache("orders", recording)).rows().get(0).numbers()).containsEntry("size", 1L)
			.containsEntry("hits", 2L)
			.containsEntry("misses", 1L)
			.containsEntry("evictions", 1L);
	}

	@Test
	void aWeightIsNoNumberOfEntries() {
		Cache weighted = new NativeCache("weighted",
				Caffeine.newBuilder().maximumWeight(7).weigher((key, value) -> 1).build());
		assertThat(section(weighted).rows()).containsExactly(row("weighted", 0, 0, -1));
	}

	@Test
	void aMapTellsItsSizeAndRememberedNullsAreNotLive() {
		ConcurrentMapCache cache = new ConcurrentMapCache("stock");
		cache.put(1, "one");
		cache.put(2, null);
		StatusSection section = section(new NativeCache("orders", this.store), cache);
		assertThat(section.rows()).containsExactlyInAnyOrder(row("orders", 0, 0, 50), row("stock", 2, 1, -1));
		assertThat(section.numbers()).containsEntry("size", 2L)
			.containsEntry("ngsize", 1L)
			.containsEntry("max_size", -1L);
	}

	@Test
	void inAHugeCacheEntriesAreNotLookedAt() {
		ConcurrentMapCache cache = new ConcurrentMapCache("huge");
		for (int i = 0; i <= CacheSize.COUNTED; i++) {
			cache.put(i, null);
		}
		assertThat(section(cache).numbers()).containsEntry("ngsize", CacheSize.COUNTED + 1L);
	}

	@Test
	void aMapThatMayBeElsewhereIsNotAsked() {
		ConcurrentMap<Object, Object> remote = mock((call) -> {
			throw new IllegalStateException("over the network");
		});
		assertThat(section(new ConcurrentMapCache("remote", remote, true)).rows()).isEmpty();
	}

	@Test
	void aCacheThatDoesNotTellIsLeftOut() {
		assertThat(section(new NoOpCache("none")).rows()).isEmpty();
	}

	private static StatusRow row(String cache, long size, long live, long most) {
		return StatusRow.of(cache)
			.with("size", size)
			.with("ngsize", live)
			.with("max_size", most)
			.with("hits", -1L)
			.with("misses", -1L)
			.with("evictions", -1L);
	}

	private static StatusSection section(Cache... caches) {
		SimpleCacheManager manager = new SimpleCacheManager();
		manager.setCaches(List.of(caches));
		manager.initializeCaches();
		CacheStatus status = new CacheStatus(() -> List.<CacheManager>of(manager));
		assertThat(status.name()).isEqualTo("cache");
		return Objects.requireNonNull(status.section());
	}

	/**
	 * Stands for the cache that Spring puts around one of Caffeine's.
	 */
	private static final class NativeCache extends NoOpCache {

		private final Object store;

		NativeCache(String name, Object store) {
			super(name);
			this.store = store;
		}

		@Override
		public Object getNativeCache() {
			return this.store;
		}

	}

}
