package dev.monitor.concurrency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time that passes only when told to, by the clock and by nano time.
 */
public final class FakeTime extends Clock {

	public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	// Near the overflow, as System.nanoTime() may be.
	private static final long ORIGIN = Long.MAX_VALUE - 1000;

	private final AtomicLong passed = new AtomicLong();

	public void pass(Duration time) {
		this.passed.addAndGet(time.toNanos());
	}

	public void passMillis(long millis) {
		pass(Duration.ofMillis(millis));
	}

	public long nanoTime() {
		return ORIGIN + this.passed.get();
	}

	@Override
	public Instant instant() {
		return START.plusNanos(this.passed.get());
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
