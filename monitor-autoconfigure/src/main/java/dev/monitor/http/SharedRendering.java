package dev.monitor.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Lets callers who come at the same time, or within a second of each other, share what
 * only the first of them has rendered. Renders one at a time. Keeps the last eight
 * results. Thread-safe.
 *
 * @param <K> what tells apart renderings that cannot be shared
 * @param <V> the result
 */
public final class SharedRendering<K, V> {

	private static final int MAX_KEPT = 8;

	private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

	private static final Duration MAX_WAIT = Duration.ofSeconds(10);

	private final LongSupplier nanoTime;

	private final ReentrantLock rendering = new ReentrantLock();

	private final Map<K, Rendered<V>> kept = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<K, Rendered<V>> eldest) {
			return size() > MAX_KEPT;
		}

	};

	/**
	 * Create without a result.
	 * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
	 */
	public SharedRendering(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Return a result that is at most a second old or was in the making when the caller
	 * came.
	 * @param key what to render
	 * @param renderer renders it, on the thread of one of those who ask
	 * @return the result, {@code null} if another rendering has taken too long
	 */
	public @Nullable V get(K key, Supplier<V> renderer) {
		long arrived = this.nanoTime.getAsLong();
		if (!lock()) {
			return null;
		}
		try {
			Rendered<V> last = this.kept.get(key);
			if (last == null || !last.serves(arrived)) {
				long started = this.nanoTime.getAsLong();
				last = new Rendered<>(renderer.get(), started, this.nanoTime.getAsLong());
				this.kept.put(key, last);
			}
			return last.result;
		}
		finally {
			this.rendering.unlock();
		}
	}

	private boolean lock() {
		try {
			return this.rendering.tryLock(MAX_WAIT.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private record Rendered<V>(V result, long started, long finished) {

		boolean serves(long arrived) {
			return arrived - this.started < INTERVAL || arrived - this.finished < 0;
		}

	}

}
