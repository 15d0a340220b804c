package dev.monitor.concurrency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What always holds of a {@link PriorityLimiter}, whatever comes and goes in which order.
 */
class PriorityLimiterRandomTests {

	private static final int STEPS = 4000;

	/**
	 * The defaults, and the smallest and largest there are.
	 */
	private static final List<PriorityShares> SHARES = List.of(new PriorityShares(50, 20, 5),
			new PriorityShares(1, 1, 0), new PriorityShares(100, 100, 100));

	private final FakeTime time = new FakeTime();

	private final Map<Waiter, PriorityLane> waiting = new HashMap<>();

	private final Map<Waiter, Long> mostWait = new HashMap<>();

	private final Map<Waiter, Integer> told = new HashMap<>();

	private final List<PriorityLane> served = new ArrayList<>();

	private Random random = new Random(0);

	private PriorityShares shares = SHARES.get(0);

	private PriorityLimiter limiter = limiter(1, QueueOrder.FIFO);

	private int highestLimit;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9 })
	void nothingIsLostAndNobodyGetsMoreThanIsDue(long seed) {
		this.random = new Random(seed);
		this.shares = SHARES.get((int) (seed % SHARES.size()));
		this.limiter = limiter(1 + this.random.nextInt(30), (seed % 2 == 0) ? QueueOrder.FIFO
				: new QueueOrder(Duration.ofMillis(20).toNanos(), Duration.ofMillis(1).toNanos()));
		this.highestLimit = this.limiter.limit();
		for (int i = 0; i < STEPS; i++) {
			step();
			check();
		}
		this.limiter.close();
		while (!this.served.isEmpty()) {
			this.served.remove(0).release();
		}
		collect();
		assertThat(this.waiting).isEmpty();
		assertThat(this.limiter.active()).isZero();
		assertThat(this.limiter.waiting()).isZero();
		assertThat(this.told).allSatisfy((waiter, times) -> assertThat(times).isEqualTo(1));
	}

	private void step() {
		PriorityLane lane = this.limiter.lanes().get(this.random.nextInt(4));
		switch (this.random.nextInt(12)) {
			case 0, 1, 2, 3 -> ask(lane);
			case 4 -> {
				if (lane.tryAcquire()) {
					this.served.add(lane);
					checkTurn(lane);
				}
			}
			case 5, 6, 7, 8 -> {
				if (!this.served.isEmpty()) {
					this.served.remove(this.random.nextInt(this.served.size())).release();
				}
			}
			case 9 -> this.time.pass(Duration.ofNanos(this.random.nextInt(20_000_000)));
			case 10 -> leave();
			default -> rare();
		}
		collect();
	}

	private void rare() {
		switch (this.random.nextInt(5)) {
			case 0 -> {
				int limit = 1 + this.random.nextInt(30);
				this.highestLimit = Math.max(this.highestLimit, limit);
				this.limiter.resize(limit, this.random.nextInt(10));
			}
			case 1 -> this.time.pass(Duration.ofSeconds(this.random.nextInt(7)));
			case 2 -> {
				this.limiter.close();
				collect();
				assertThat(this.waiting).isEmpty();
				this.limiter.open();
			}
			default -> this.limiter.dismissOverdue();
		}
	}

	private void ask(PriorityLane lane) {
		int takenBefore = this.limiter.active();
		long mostWait = this.random.nextInt(30_000_000);
		Waiter waiter = lane.enter(mostWait, (decided) -> this.told.merge(decided, 1, Integer::sum));
		if (!waiter.isSettled()) {
			this.waiting.put(waiter, lane);
			this.mostWait.put(waiter, mostWait);
		}
		else if (waiter.decision() == Admission.ADMITTED) {
			this.served.add(lane);
			boolean reserve = lane.priority() == Priority.CRITICAL;
			int limit = this.limiter.limit();
			assertThat(takenBefore).isLessThan(limit + (reserve ? this.shares.reserve(limit) : 0));
			checkTurn(lane);
		}
	}

	/**
	 * Nobody got a permit at once while one waits who is higher, or as high and came
	 * before.
	 */
	private void checkTurn(PriorityLane lane) {
		assertThat(this.limiter.lanes().subList(0, this.limiter.lanes().indexOf(lane) + 1))
			.allMatch((other) -> other.waiting() == 0);
	}

	private void leave() {
		this.waiting.entrySet().stream().findAny().ifPresent((any) -> {
			if (any.getValue().withdraw(any.getKey())) {
				assertThat(this.told).doesNotContainKey(any.getKey());
				this.waiting.remove(any.getKey());
			}
		});
	}

	/**
	 * Serve those who have been admitted, and forget the others.
	 */
	private void collect() {
		this.waiting.entrySet().removeIf((entry) -> {
			Admission outcome = entry.getKey().outcome();
			if (outcome == Admission.ADMITTED) {
				assertThat(entry.getKey().waited())
					.isLessThan(Objects.requireNonNull(this.mostWait.get(entry.getKey())));
				this.served.add(entry.getValue());
			}
			return outcome != null;
		});
	}

	private void check() {
		int limit = this.limiter.limit();
		assertThat(this.limiter.active()).isEqualTo(this.served.size())
			.isLessThanOrEqualTo(this.highestLimit + this.shares.reserve(this.highestLimit));
		assertThat(this.limiter.waiting()).isEqualTo(this.waiting.size());
		for (PriorityLane lane : this.limiter.lanes()) {
			assertThat(lane.active()).isEqualTo(this.served.stream().filter((other) -> other == lane).count());
			assertThat(lane.waiting())
				.isEqualTo(this.waiting.values().stream().filter((other) -> other == lane).count());
		}
		PriorityLane normal = this.limiter.lanes().get(1);
		int high = this.limiter.lanes().get(0).waiting() + normal.waiting();
		int low = this.limiter.lanes().get(2).waiting() + this.limiter.lanes().get(3).waiting();
		assertThat(high > 0 && low > 0).as("low ones wait beside %d", high).isFalse();
		assertThat(normal.waiting() > 0 && this.limiter.active() < limit).as("a permit is free").isFalse();
		assertThat(low > 0 && this.limiter.active() == 0).as("nothing is served and somebody waits").isFalse();
	}

	private PriorityLimiter limiter(int limit, QueueOrder order) {
		return new PriorityLimiter(limit, 5, order, this.shares, this.time::nanoTime);
	}

}
