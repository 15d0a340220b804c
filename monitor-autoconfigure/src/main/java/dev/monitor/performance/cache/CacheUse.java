package dev.monitor.performance.cache;

import com.github.benmanes.caffeine.cache.stats.CacheStats;

import org.springframework.cache.Cache;
import org.springframework.util.ClassUtils;

/**
 * How a cache was used since it was made. -1 is unknown, as in a cache that does not
 * record it.
 *
 * @param hits look-ups that found an entry
 * @param misses those that found none
 * @param evictions entries that went to make room or because they expired
 */
record CacheUse(long hits, long misses, long evictions) {

	private static final CacheUse UNKNOWN = new CacheUse(-1, -1, -1);

	private static final boolean CAFFEINE = ClassUtils.isPresent("com.github.benmanes.caffeine.cache.Cache",
			CacheUse.class.getClassLoader());

	static CacheUse of(Cache cache) {
		return CAFFEINE ? Caffeine.use(cache.getNativeCache()) : UNKNOWN;
	}

	/**
	 * Is not loaded where Caffeine is absent.
	 */
	private static final class Caffeine {

		static CacheUse use(Object store) {
			if (store instanceof com.github.benmanes.caffeine.cache.Cache<?, ?> cache
					&& cache.policy().isRecordingStats()) {
				CacheStats stats = cache.stats();
				return new CacheUse(stats.hitCount(), stats.missCount(), stats.evictionCount());
			}
			return UNKNOWN;
		}

	}

}
