package dev.monitor.warmup;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.monitor.failure.FailureReason;

/**
 * {@link WarmupTask} that calls each {@link CacheWarmer} once. It runs ahead of tasks
 * that set no order, and ends with the first failure.
 */
public final class CachesWarmupTask implements WarmupTask {

	private final Map<String, CacheWarmer> warmers;

	/**
	 * Create the task.
	 * @param warmers the warmers by name, in the order in which they are called
	 */
	public CachesWarmupTask(Map<String, CacheWarmer> warmers) {
		this.warmers = new LinkedHashMap<>(warmers);
	}

	@Override
	public String name() {
		return "caches";
	}

	@Override
	public int order() {
		return -100;
	}

	@Override
	public void run(WarmupProgress progress) throws Exception {
		progress.total(this.warmers.size());
		for (Map.Entry<String, CacheWarmer> warmer : this.warmers.entrySet()) {
			call(warmer.getKey(), warmer.getValue());
			progress.step();
		}
	}

	private static void call(String name, CacheWarmer warmer) throws Exception {
		try {
			warmer.call();
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException("Cache '" + name + "': " + FailureReason.of(ex), ex);
		}
	}

}
