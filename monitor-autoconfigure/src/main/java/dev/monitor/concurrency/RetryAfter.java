package dev.monitor.concurrency;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * How many seconds rejected clients are asked to stay away: doubles while rejections go
 * on and falls back when they stop, after the manner of Kubernetes API Priority and
 * Fairness. A delay stands for as long as it asks for. If in that time rejections came at
 * three a second or more, the next one is twice as long; if at less than one a second,
 * one second shorter; and each further delay that passes without any rejection halves it.
 * What clients are told is spread around the delay, so that they do not come back all at
 * once. Thread-safe, lock-free.
 */
public final class RetryAfter {

	private static final AtomicReferenceFieldUpdater<RetryAfter, Window> WINDOW = AtomicReferenceFieldUpdater
		.newUpdater(RetryAfter.class, Window.class, "window");

	private static final int HIGH_RATE = 3;

	private final int min;

	private final int max;

	private final LongSupplier nanoTime;

	private final Supplier<? extends RandomGenerator> random;

	private volatile Window window;

	/**
	 * Create with the shortest delay.
	 * @param min shortest delay, more than zero; rounded up to whole seconds
	 * @param max longest delay, not below {@code min}; rounded up to whole seconds
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 * @param random called on each thread that needs a number
	 */
	public RetryAfter(Duration min, Duration max, LongSupplier nanoTime, Supplier<? extends RandomGenerator> random) {
		this.min = seconds(min);
		this.max = seconds(max);
		if (this.min < 1 || this.min > this.max) {
			throw new IllegalArgumentException("No delays from %s to %s".formatted(min, max));
		}
		this.nanoTime = nanoTime;
		this.random = random;
		this.window = new Window(this.min, nanoTime.getAsLong());
	}

	/**
	 * Return the delays of requests that matter less.
	 * @param factor by how much the shortest delay is longer
	 * @return delays that have nothing to do with these
	 */
	RetryAfter longer(int factor) {
		return new RetryAfter(Duration.ofSeconds(Math.min(this.max, (long) this.min * factor)),
				Duration.ofSeconds(this.max), this.nanoTime, this.random);
	}

	/**
	 * Count a rejection and return what to tell its client.
	 * @return seconds between {@code min} and {@code max}
	 */
	public int next() {
		Window seen = this.window;
		long age = this.nanoTime.getAsLong() - seen.start;
		if (age >= seen.nanos()) {
			Window next = new Window(following(seen, age), seen.start + age);
			seen = WINDOW.compareAndSet(this, seen, next) ? next : this.window;
		}
		seen.rejections.incrementAndGet();
		return spread(seen.seconds);
	}

	private int following(Window window, long age) {
		int seconds = window.seconds;
		int rejections = window.rejections.get();
		if (rejections >= HIGH_RATE * seconds) {
			seconds = Math.min(this.max, seconds * 2);
		}
		else if (rejections < seconds) {
			seconds = Math.max(this.min, seconds - 1);
		}
		long idle = age - window.nanos();
		while (seconds > this.min && idle >= TimeUnit.SECONDS.toNanos(seconds)) {
			idle -= TimeUnit.SECONDS.toNanos(seconds);
			seconds = Math.max(this.min, seconds / 2);
		}
		return seconds;
	}

	private int spread(int seconds) {
		int half = (seconds + 1) / 2;
		int low = Math.max(this.min, seconds - half);
		int high = Math.min(this.max, seconds + half);
		return (low < high) ? this.random.get().nextInt(low, high + 1) : low;
	}

	private static int seconds(Duration time) {
		return Math.toIntExact(time.plusNanos(999_999_999).toSeconds());
	}

	private static final class Window {

		private final int seconds;

		private final long start;

		private final AtomicInteger rejections = new AtomicInteger();

		Window(int seconds, long start) {
			this.seconds = seconds;
			this.start = start;
		}

		long nanos() {
			return TimeUnit.SECONDS.toNanos(this.seconds);
		}

	}

}
