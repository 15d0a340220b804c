package dev.monitor.performance.cache;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Policy;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.support.NullValue;
import org.springframework.util.ClassUtils;

/**
 * How much is in a cache.
 *
 * @param entries number of entries, expired ones that still take up memory included
 * @param live number of entries that have a value other than null and are not expired. In
 * a cache of more than {@value #COUNTED} entries they are not looked at: all count as
 * live
 * @param most most entries, -1 if there is no such limit
 */
record CacheSize(long entries, long live, long most) {

	static final int COUNTED = 100_000;

	private static final boolean CAFFEINE = ClassUtils.isPresent("com.github.benmanes.caffeine.cache.Cache",
			CacheSize.class.getClassLoader());

	/**
	 * Return the size of a cache, which is read from memory. Not every map is there:
	 * those of distributed caches ask other machines.
	 * @return the size, {@code null} if the cache does not tell
	 */
	static @Nullable CacheSize of(Cache cache) {
		Object store = cache.getNativeCache();
		if (CAFFEINE && store instanceof com.github.benmanes.caffeine.cache.Cache<?, ?> caffeine) {
			return Caffeine.size(caffeine);
		}
		return (store instanceof ConcurrentHashMap<?, ?> map) ? of(map.size(), map.values(), -1) : null;
	}

	private static CacheSize of(long entries, Collection<?> values, long most) {
		long live = (entries > COUNTED) ? entries
				: values.stream().filter((value) -> value != null && value != NullValue.INSTANCE).count();
		return new CacheSize(entries, live, most);
	}

	/**
	 * Is not loaded where Caffeine is absent.
	 */
	private static final class Caffeine {

		static CacheSize size(com.github.benmanes.caffeine.cache.Cache<?, ?> cache) {
			long most = cache.policy()
				.eviction()
				.filter((eviction) -> !eviction.isWeighted())
				.map(Policy.Eviction::getMaximum)
				.orElse(-1L);
			return of(cache.estimatedSize(), cache.asMap().values(), most);
		}

	}

}
