package dev.monitor.concurrency;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoundTripTests {

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimit limit = TestLimit.enforcing(3, 0, this.time);

	private final List<String> heard = new ArrayList<>();

	private final long origin = this.time.nanoTime();

	RoundTripTests() {
		this.limit.add((start, inFlight, dropped) -> this.heard.add("started %d ms, %d in flight, dropped %s, %d active"
			.formatted((start - this.origin) / 1_000_000, inFlight, dropped, active())));
	}

	@Test
	void finishedRequestsAreHeardOfOnceAfterTheirPermitIsFree() {
		Permit one = enter();
		this.time.passMillis(20);
		Permit two = enter();
		one.complete(false);
		one.complete(false);
		two.complete(true);
		assertThat(this.heard).containsExactly("started 0 ms, 1 in flight, dropped false, 1 active",
				"started 20 ms, 2 in flight, dropped true, 0 active");
	}

	@Test
	void requestsThatFailOrGoOnWithoutTheirPermitAreNotHeardOf() {
		Permit permit = enter();
		permit.release();
		permit.complete(false);
		assertThat(this.heard).isEmpty();
		assertThat(active()).isZero();
	}

	@Test
	void failingListenerBreaksNothing() {
		this.limit.add((start, inFlight, dropped) -> {
			throw new IllegalStateException("broken");
		});
		Permit permit = enter();
		permit.complete(false);
		assertThat(active()).isZero();
	}

	@Test
	void admittedRequestsAreCounted() {
		enter().complete(false);
		enter().release();
		assertThat(this.limit.outcomes().total(Admission.ADMITTED)).isEqualTo(2);
		assertThat(this.limit.outcomes().waited()).isZero();
	}

	private int active() {
		return this.limit.limiter().active();
	}

	private Permit enter() {
		return TestLimit.permit(this.limit.enter(ConcurrencyLimit.NO_DEADLINE));
	}

}
