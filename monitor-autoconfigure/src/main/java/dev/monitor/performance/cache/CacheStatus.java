package dev.monitor.performance.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * {@link StatusSource} of the section {@code cache}: {@code size}, {@code ngsize} and
 * {@code max_size} in entries, of all caches that tell and of each. {@code ngsize} counts
 * those that have a live value; {@code max_size} is -1 where nothing limits it. Of each
 * cache {@code hits}, {@code misses} and {@code evictions} too, since it was made, -1
 * where it does not record them. Thread-safe.
 */
public final class CacheStatus implements StatusSource {

	private final Supplier<List<CacheManager>> managers;

	/**
	 * Create the source.
	 * @param managers know the caches
	 */
	public CacheStatus(Supplier<List<CacheManager>> managers) {
		this.managers = managers;
	}

	@Override
	public String name() {
		return "cache";
	}

	@Override
	public StatusSection section() {
		List<CacheSize> sizes = new ArrayList<>();
		List<StatusRow> rows = new ArrayList<>();
		for (CacheManager manager : this.managers.get()) {
			for (String name : manager.getCacheNames()) {
				Cache cache = manager.getCache(name);
				CacheSize size = (cache != null) ? CacheSize.of(cache) : null;
				if (cache != null && size != null) {
					CacheUse use = CacheUse.of(cache);
					sizes.add(size);
					rows.add(StatusRow.of(name)
						.with("size", size.entries())
						.with("ngsize", size.live())
						.with("max_size", size.most())
						.with("hits", use.hits())
						.with("misses", use.misses())
						.with("evictions", use.evictions()));
				}
			}
		}
		boolean limited = sizes.stream().allMatch((size) -> size.most() >= 0);
		return StatusSection.EMPTY.with("size", sum(sizes, CacheSize::entries))
			.with("ngsize", sum(sizes, CacheSize::live))
			.with("max_size", limited ? sum(sizes, CacheSize::most) : -1)
			.with(rows);
	}

	private static long sum(List<CacheSize> sizes, ToLongFunction<CacheSize> number) {
		return sizes.stream().mapToLong(number).sum();
	}

}
