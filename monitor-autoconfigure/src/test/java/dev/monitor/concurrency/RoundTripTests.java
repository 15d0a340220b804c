package dev.monitor.concurrency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoundTripTests {

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(3, 0, QueueOrder.FIFO, this.time::nanoTime);

	private final List<String> heard = new ArrayList<>();

	private final long origin = this.time.nanoTime();

	private final Permits permits = permits(
			(start, inFlight, dropped) -> this.heard.add("started %d ms, %d in flight, dropped %s, %d active"
				.formatted((start - this.origin) / 1_000_000, inFlight, dropped, this.limiter.active())));

	@Test
	void finishedRequestsAreHeardOfOnceAfterTheirPermitIsFree() {
		Permit one = enter(this.permits);
		this.time.passMillis(20);
		Permit two = enter(this.permits);
		one.complete(false);
		one.complete(false);
		two.complete(true);
		assertThat(this.heard).containsExactly("started 0 ms, 1 in flight, dropped false, 1 active",
				"started 20 ms, 2 in flight, dropped true, 0 active");
	}

	@Test
	void requestsThatFailOrGoOnWithoutTheirPermitAreNotHeardOf() {
		Permit permit = enter(this.permits);
		permit.release();
		permit.complete(false);
		assertThat(this.heard).isEmpty();
		assertThat(this.limiter.active()).isZero();
	}

	@Test
	void failingListenerBreaksNothing() {
		Permit permit = enter(permits((start, inFlight, dropped) -> {
			throw new IllegalStateException("broken");
		}));
		permit.complete(false);
		assertThat(this.limiter.active()).isZero();
	}

	@Test
	void admittedRequestsAreCounted() {
		enter(this.permits).complete(false);
		enter(this.permits).release();
		assertThat(this.permits.admitted()).isEqualTo(2);
		assertThat(this.permits.waited()).isZero();
	}

	private Permits permits(RoundTripListener listener) {
		return new Permits(this.limiter, Duration.ZERO, WaitListener.NONE, listener, null, this.time::nanoTime);
	}

	private static Permit enter(Permits permits) {
		assertThat(permits.enter()).isEqualTo(Admission.ADMITTED);
		return permits.issue();
	}

}
