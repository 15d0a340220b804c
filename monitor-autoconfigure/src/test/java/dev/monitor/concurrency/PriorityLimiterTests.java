package dev.monitor.concurrency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link PriorityLimiter}. The limit is 10 and 4 may wait: low ones have 5,
 * bulk ones 2, and critical ones 1 more.
 */
class PriorityLimiterTests {

	private static final long WAIT = Duration.ofSeconds(1).toNanos();

	private final FakeTime time = new FakeTime();

	private final PriorityLimiter limiter = limiter(10, 4, QueueOrder.FIFO);

	private final List<String> told = new ArrayList<>();

	@Test
	void allOfTheLimitIsForLowOnesWhenNobodyElseWantsIt() {
		take(Priority.BULK, 10);
		assertThat(lane(Priority.BULK).tryAcquire()).isFalse();
		assertThat(this.limiter.active()).isEqualTo(10);
	}

	@Test
	void lowOnesKeepToTheirShareWhileHigherOnesCouldNotBeServed() {
		take(Priority.LOW, 10);
		Waiter normal = ask(Priority.NORMAL);
		release(Priority.LOW, 6);
		assertThat(normal.outcome()).isEqualTo(Admission.ADMITTED);
		assertThat(this.limiter.active()).isEqualTo(5);
		take(Priority.LOW, 1);
		assertThat(lane(Priority.LOW).tryAcquire()).isFalse();
		assertThat(lane(Priority.BULK).tryAcquire()).isFalse();
		take(Priority.NORMAL, 4);
		this.time.pass(Duration.ofSeconds(5));
		release(Priority.NORMAL, 2);
		take(Priority.LOW, 2);
	}

	@Test
	void afterHigherOnesWereRejectedLowOnesGetWhatTheBusiestMomentLeft() {
		this.limiter.resize(10, 0);
		take(Priority.LOW, 4);
		take(Priority.NORMAL, 6);
		assertThat(ask(Priority.NORMAL).outcome()).isEqualTo(Admission.QUEUE_FULL);
		release(Priority.NORMAL, 6);
		release(Priority.LOW, 1);
		assertThat(lane(Priority.LOW).tryAcquire()).as("7 were needed").isFalse();
		release(Priority.LOW, 1);
		take(Priority.LOW, 1);
		assertThat(lane(Priority.BULK).tryAcquire()).isFalse();
		this.time.pass(Duration.ofNanos(PriorityLane.RECENT));
		take(Priority.LOW, 7);
	}

	@Test
	void ifItLeftNothingALowOneIsServedAlone() {
		take(Priority.NORMAL, 10);
		assertThat(ask(Priority.NORMAL, 0).outcome()).isEqualTo(Admission.WAIT_TIMEOUT);
		release(Priority.NORMAL, 9);
		Waiter low = ask(Priority.LOW);
		assertThat(ask(Priority.LOW).outcome()).isNull();
		assertThat(low.outcome()).isNull();
		release(Priority.NORMAL, 1);
		assertThat(low.outcome()).isEqualTo(Admission.ADMITTED);
		assertThat(this.limiter.active()).isEqualTo(1);
		take(Priority.NORMAL, 9);
	}

	@Test
	void aNormalOneThatIsDisplacedWasRejected() {
		take(Priority.CRITICAL, 11);
		for (int i = 0; i < 4; i++) {
			ask(Priority.NORMAL);
		}
		ask(Priority.CRITICAL);
		assertThat(this.told).containsExactly("normal displaced");
		assertThat(lane(Priority.NORMAL).loses(this.time.nanoTime())).isTrue();
		assertThat(lane(Priority.CRITICAL).loses(this.time.nanoTime())).isFalse();
	}

	@Test
	void bulkOnesKeepToTheirShareWhileLowOnesCouldNotBeServed() {
		take(Priority.BULK, 10);
		Waiter low = ask(Priority.LOW);
		release(Priority.BULK, 9);
		assertThat(low.outcome()).isEqualTo(Admission.ADMITTED);
		take(Priority.BULK, 1);
		assertThat(lane(Priority.BULK).tryAcquire()).isFalse();
		take(Priority.LOW, 7);
	}

	@Test
	void bulkOnesHaveNoMoreThanTheShareOfLowOnes() {
		assertThat(new PriorityShares(10, 20, 5).bulk(100)).isEqualTo(10);
	}

	@Test
	void lowAndBulkOnesShareTheShareOfLowOnes() {
		take(Priority.NORMAL, 10);
		assertThat(ask(Priority.NORMAL).outcome()).isNull();
		release(Priority.NORMAL, 11);
		take(Priority.BULK, 2);
		take(Priority.LOW, 3);
		assertThat(lane(Priority.LOW).tryAcquire()).isFalse();
	}

	@Test
	void aShareThatGrowsWithTimeIsGivenToThoseWhoWaitWhenSomebodyComes() {
		take(Priority.LOW, 10);
		assertThat(ask(Priority.CRITICAL).outcome()).isEqualTo(Admission.ADMITTED);
		release(Priority.LOW, 5);
		release(Priority.CRITICAL, 1);
		Waiter low = ask(Priority.LOW, Duration.ofMinutes(1).toNanos());
		assertThat(low.outcome()).isNull();
		take(Priority.NORMAL, 1);
		this.time.pass(Duration.ofNanos(PriorityLane.RECENT));
		this.limiter.dismissOverdue();
		assertThat(low.outcome()).isEqualTo(Admission.ADMITTED);
		assertThat(this.told).containsExactly("low admitted");
	}

	@Test
	void aPermitGoesToTheHighestThatWaitsAndWithinAPriorityInTurn() {
		take(Priority.CRITICAL, 11);
		ask(Priority.NORMAL);
		ask(Priority.CRITICAL);
		ask(Priority.NORMAL);
		ask(Priority.CRITICAL);
		assertThat(this.limiter.waiting()).isEqualTo(4);
		release(Priority.CRITICAL, 2);
		assertThat(this.told).containsExactly("critical admitted", "critical admitted");
		release(Priority.CRITICAL, 1);
		assertThat(this.told).hasSize(2);
		release(Priority.CRITICAL, 1);
		assertThat(this.told).hasSize(3).last().isEqualTo("normal admitted");
	}

	@Test
	void withinAPriorityTheOrderMayTurnRound() {
		PriorityLimiter adaptive = limiter(1, 4, new QueueOrder(100, 5));
		PriorityLane normal = adaptive.lanes().get(1);
		assertThat(normal.tryAcquire()).isTrue();
		Waiter first = normal.enter(WAIT, Waiter.NOBODY);
		Waiter second = normal.enter(WAIT, Waiter.NOBODY);
		this.time.passMillis(1);
		normal.release();
		assertThat(first.outcome()).isNull();
		assertThat(second.outcome()).isEqualTo(Admission.ADMITTED);
	}

	@Test
	void onlyCriticalOnesHaveTheReserve() {
		take(Priority.NORMAL, 10);
		assertThat(lane(Priority.NORMAL).tryAcquire()).isFalse();
		take(Priority.CRITICAL, 1);
		assertThat(lane(Priority.CRITICAL).tryAcquire()).isFalse();
		release(Priority.CRITICAL, 1);
		assertThat(lane(Priority.NORMAL).tryAcquire()).isFalse();
	}

	@Test
	void theReserveIsFivePercentAndAtLeastOneUnlessThereIsNone() {
		assertThat(new PriorityShares(50, 20, 5).reserve(8)).isEqualTo(1);
		assertThat(new PriorityShares(50, 20, 5).reserve(200)).isEqualTo(10);
		assertThat(new PriorityShares(50, 20, 0).reserve(200)).isZero();
		assertThat(new PriorityShares(50, 20, 100).reserve(ConcurrencyLimiter.MAX)).isZero();
		assertThat(new PriorityShares(1, 1, 5).low(8)).isEqualTo(1);
		assertThat(new PriorityShares(100, 20, 5).bulk(10)).isEqualTo(2);
	}

	@Test
	void lowOnesDoNotWaitWhileHigherOnesDo() {
		take(Priority.NORMAL, 10);
		ask(Priority.NORMAL);
		assertThat(ask(Priority.LOW).outcome()).isEqualTo(Admission.QUEUE_FULL);
		assertThat(ask(Priority.BULK).outcome()).isEqualTo(Admission.QUEUE_FULL);
		assertThat(this.limiter.waiting()).isEqualTo(1);
	}

	@Test
	void lowOnesThatWaitGoWhenAHigherOneHasToWait() {
		take(Priority.NORMAL, 10);
		ask(Priority.LOW);
		ask(Priority.BULK);
		Waiter normal = ask(Priority.NORMAL);
		assertThat(this.told).containsExactlyInAnyOrder("low displaced", "bulk displaced");
		assertThat(normal.outcome()).isNull();
		assertThat(this.limiter.waiting()).isEqualTo(1);
	}

	@Test
	void oneHigherRequestSendsAHundredThousandLowOnesAway() {
		this.limiter.resize(10, 100_000);
		take(Priority.LOW, 10);
		for (int i = 0; i < 100_000; i++) {
			ask((i % 2 == 0) ? Priority.LOW : Priority.BULK);
		}
		assertThat(this.limiter.waiting()).isEqualTo(100_000);
		ask(Priority.NORMAL);
		assertThat(this.told).hasSize(100_000).allMatch((told) -> told.endsWith(" displaced"));
		assertThat(this.limiter.waiting()).isEqualTo(1);
	}

	@Test
	void aFullQueueSendsTheLowestAndLatestAwayForAHigherOne() {
		take(Priority.CRITICAL, 11);
		ask(Priority.NORMAL);
		this.time.passMillis(10);
		Waiter latest = ask(Priority.NORMAL);
		ask(Priority.CRITICAL);
		ask(Priority.CRITICAL);
		assertThat(ask(Priority.NORMAL).outcome()).isEqualTo(Admission.QUEUE_FULL);
		this.time.passMillis(10);
		assertThat(ask(Priority.CRITICAL).outcome()).isNull();
		assertThat(this.told).containsExactly("normal displaced");
		assertThat(latest.outcome()).isEqualTo(Admission.DISPLACED);
		assertThat(latest.waited()).isEqualTo(Duration.ofMillis(10).toNanos());
		assertThat(this.limiter.waiting()).isEqualTo(4);
	}

	@Test
	void aFullQueueOfBulkOnesMakesRoomForALowOneAndNotForAnotherBulkOne() {
		take(Priority.LOW, 10);
		for (int i = 0; i < 4; i++) {
			ask(Priority.BULK);
		}
		assertThat(ask(Priority.BULK).outcome()).isEqualTo(Admission.QUEUE_FULL);
		assertThat(ask(Priority.LOW).outcome()).isNull();
		assertThat(this.told).containsExactly("bulk displaced");
		assertThat(lane(Priority.BULK).waiting()).isEqualTo(3);
	}

	@Test
	void whoHasNoTimeOrNoPlaceDoesNotWait() {
		take(Priority.NORMAL, 10);
		assertThat(ask(Priority.NORMAL, 0).outcome()).isEqualTo(Admission.WAIT_TIMEOUT);
		this.limiter.resize(10, 0);
		assertThat(ask(Priority.NORMAL).outcome()).isEqualTo(Admission.QUEUE_FULL);
	}

	@Test
	void whoseTimeIsUpIsNeverHandedAPermit() {
		take(Priority.NORMAL, 10);
		ask(Priority.NORMAL, 10);
		ask(Priority.NORMAL);
		this.time.passMillis(1);
		release(Priority.NORMAL, 1);
		assertThat(this.told).containsExactlyInAnyOrder("normal wait_timeout", "normal admitted");
		ask(Priority.LOW, 10);
		this.time.passMillis(1);
		this.limiter.dismissOverdue();
		assertThat(this.told).last().isEqualTo("low wait_timeout");
		assertThat(this.limiter.waiting()).isZero();
	}

	@Test
	void aWaiterThatLeavesIsToldNothing() {
		take(Priority.NORMAL, 10);
		Waiter normal = ask(Priority.NORMAL);
		assertThat(lane(Priority.NORMAL).withdraw(normal)).isTrue();
		assertThat(lane(Priority.NORMAL).withdraw(normal)).isFalse();
		release(Priority.NORMAL, 10);
		assertThat(this.told).isEmpty();
		assertThat(this.limiter.active()).isZero();
	}

	@Test
	void aHigherLimitServesThoseWhoWaitAndALowerOneDrains() {
		take(Priority.NORMAL, 10);
		ask(Priority.NORMAL);
		this.limiter.resize(11, 4);
		assertThat(this.told).containsExactly("normal admitted");
		this.limiter.resize(2, 4);
		release(Priority.NORMAL, 9);
		assertThat(lane(Priority.NORMAL).tryAcquire()).isFalse();
		release(Priority.NORMAL, 1);
		take(Priority.NORMAL, 1);
	}

	@Test
	void closingSendsAllAwayAndFreePermitsGoOnBeingGiven() {
		take(Priority.NORMAL, 10);
		ask(Priority.LOW);
		this.limiter.close();
		assertThat(this.told).containsExactly("low shutdown");
		assertThat(ask(Priority.CRITICAL).outcome()).isEqualTo(Admission.ADMITTED);
		assertThat(ask(Priority.CRITICAL).outcome()).isEqualTo(Admission.SHUTDOWN);
		this.limiter.open();
		assertThat(ask(Priority.CRITICAL).outcome()).isNull();
	}

	@Test
	void closingSendsWaitersOfEveryPriorityAwayOnce() {
		take(Priority.CRITICAL, 11);
		ask(Priority.CRITICAL);
		ask(Priority.NORMAL);
		this.limiter.close();
		this.limiter.close();
		assertThat(this.told).containsExactlyInAnyOrder("critical shutdown", "normal shutdown");
		release(Priority.CRITICAL, 11);
		assertThat(this.limiter.waiting()).isZero();
		assertThat(this.limiter.active()).isZero();
	}

	@Test
	void aLimitOfOneHasAReserveOfOneAndALowRequestDoesNotKeepANormalOneOut() {
		this.limiter.resize(1, 1);
		take(Priority.BULK, 1);
		take(Priority.CRITICAL, 1);
		assertThat(lane(Priority.CRITICAL).tryAcquire()).isFalse();
		Waiter normal = ask(Priority.NORMAL);
		release(Priority.BULK, 1);
		assertThat(normal.outcome()).as("the reserve is out, the limit is full").isNull();
		release(Priority.CRITICAL, 1);
		assertThat(normal.outcome()).isEqualTo(Admission.ADMITTED);
	}

	@Test
	void aLimitLoweredBelowWhatEachPriorityHoldsDrainsInTheOrderOfPriorities() {
		take(Priority.BULK, 4);
		take(Priority.NORMAL, 4);
		take(Priority.CRITICAL, 3);
		this.limiter.resize(2, 4);
		Waiter normal = ask(Priority.NORMAL);
		Waiter critical = ask(Priority.CRITICAL);
		release(Priority.BULK, 4);
		release(Priority.NORMAL, 4);
		assertThat(this.told).as("3 of 2 and a reserve of 1").isEmpty();
		release(Priority.CRITICAL, 1);
		assertThat(critical.outcome()).isEqualTo(Admission.ADMITTED);
		release(Priority.CRITICAL, 1);
		assertThat(normal.outcome()).isNull();
		release(Priority.CRITICAL, 1);
		assertThat(normal.outcome()).isEqualTo(Admission.ADMITTED);
		assertThat(this.limiter.active()).isEqualTo(2);
	}

	@Test
	void whoAsksWithoutAPriorityIsNormal() throws InterruptedException {
		assertThat(this.limiter.acquire(WAIT)).isEqualTo(Admission.ADMITTED);
		assertThat(lane(Priority.NORMAL).active()).isEqualTo(1);
		this.limiter.release();
		assertThatIllegalStateException().isThrownBy(this.limiter::release);
	}

	@Test
	void demandOfLowOnesIsNoSaturation() {
		take(Priority.BULK, 10);
		ask(Priority.LOW);
		ask(Priority.BULK);
		assertThat(this.limiter.permits().saturation().lasted()).isNegative();
		assertThat(this.limiter.hasRoom()).isTrue();
	}

	@Test
	void demandOfNormalOnesIsSaturationUntilTheyFitAlthoughLowOnesTakeTheRest() {
		take(Priority.LOW, 10);
		ask(Priority.NORMAL);
		this.time.passMillis(300);
		assertThat(this.limiter.permits().saturation().lasted()).isEqualTo(Duration.ofMillis(300).toNanos());
		assertThat(this.limiter.hasRoom()).isFalse();
		release(Priority.LOW, 1);
		this.time.passMillis(300);
		assertThat(this.limiter.permits().saturation().lasted()).isNegative();
		assertThat(this.limiter.active()).isEqualTo(10);
		assertThat(this.limiter.hasRoom()).isTrue();
	}

	@Test
	void normalOnesThatAreRefusedSaturateALimitThatLowerOnesHold() {
		take(Priority.BULK, 10);
		assertThat(ask(Priority.NORMAL, 0).outcome()).isEqualTo(Admission.WAIT_TIMEOUT);
		this.time.pass(Duration.ofSeconds(3));
		assertThat(this.limiter.permits().saturation().lasted()).isEqualTo(Duration.ofSeconds(3).toNanos());
		Waiter patient = ask(Priority.NORMAL);
		assertThat(lane(Priority.NORMAL).withdraw(patient)).isTrue();
		this.time.pass(Duration.ofSeconds(3));
		assertThat(this.limiter.permits().saturation().lasted()).isEqualTo(Duration.ofSeconds(6).toNanos());
		release(Priority.BULK, 1);
		this.time.pass(Duration.ofSeconds(1));
		assertThat(this.limiter.permits().saturation().lasted()).isNegative();
	}

	@Test
	void aWaiterThatLeavesLetsTheNextHaveWhatItsShareHasGrownBy() {
		take(Priority.LOW, 10);
		ask(Priority.CRITICAL);
		release(Priority.LOW, 5);
		release(Priority.CRITICAL, 1);
		Waiter first = ask(Priority.LOW, Duration.ofMinutes(1).toNanos());
		Waiter second = ask(Priority.LOW, Duration.ofMinutes(1).toNanos());
		assertThat(second.outcome()).isNull();
		this.time.pass(Duration.ofNanos(PriorityLane.RECENT));
		assertThat(lane(Priority.LOW).withdraw(first)).isTrue();
		assertThat(second.outcome()).isEqualTo(Admission.ADMITTED);
	}

	private PriorityLimiter limiter(int limit, int maxWaiting, QueueOrder order) {
		return new PriorityLimiter(limit, maxWaiting, order, new PriorityShares(50, 20, 5), this.time::nanoTime);
	}

	private PriorityLane lane(Priority priority) {
		return this.limiter.lanes().stream().filter((lane) -> lane.priority() == priority).findAny().orElseThrow();
	}

	private void take(Priority priority, int count) {
		for (int i = 0; i < count; i++) {
			assertThat(lane(priority).tryAcquire()).as("%s %d", priority, i).isTrue();
		}
	}

	private void release(Priority priority, int count) {
		for (int i = 0; i < count; i++) {
			lane(priority).release();
		}
	}

	private Waiter ask(Priority priority) {
		return ask(priority, WAIT);
	}

	private Waiter ask(Priority priority, long maxWaitNanos) {
		return lane(priority).enter(maxWaitNanos,
				(decided) -> this.told.add(priority + " " + decided.decision().reason()));
	}

}
