package dev.monitor.concurrency;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WaiterQueueTests {

	private static final int LONG = 1_000_000;

	private final WaiterQueue fifo = new WaiterQueue(QueueOrder.FIFO);

	private final WaiterQueue adaptive = new WaiterQueue(new QueueOrder(100, 5));

	@Test
	void firstComeIsFirstServedForEver() {
		Waiter first = add(this.fifo, LONG, 0);
		Waiter second = add(this.fifo, LONG, 1);
		Waiter third = add(this.fifo, LONG, 2);
		assertThat(this.fifo.poll(3)).isSameAs(first);
		assertThat(this.fifo.poll(LONG)).isSameAs(second);
		assertThat(this.fifo.poll(LONG + 1)).isSameAs(third);
	}

	@Test
	void waitersCanLeaveFromAnywhereInTheQueue() {
		Waiter first = add(this.fifo, LONG, 0);
		Waiter second = add(this.fifo, LONG, 0);
		Waiter third = add(this.fifo, LONG, 0);
		Waiter fourth = add(this.fifo, LONG, 0);
		this.fifo.remove(second);
		this.fifo.remove(first);
		this.fifo.remove(fourth);
		assertThat(this.fifo.poll(1)).isSameAs(third);
	}

	@Test
	void newestComesFirstOnceTheQueueHasBeenStandingForTheInterval() {
		Waiter first = add(this.adaptive, LONG, 0);
		Waiter second = add(this.adaptive, LONG, 10);
		Waiter third = add(this.adaptive, LONG, 20);
		assertThat(this.adaptive.poll(99)).isSameAs(first);
		assertThat(this.adaptive.poll(100)).isSameAs(third);
		assertThat(this.adaptive.poll(101)).isSameAs(second);
	}

	@Test
	void oldestComesFirstAgainWhenTheQueueHasBeenEmpty() {
		add(this.adaptive, LONG, 0);
		this.adaptive.poll(100);
		Waiter first = add(this.adaptive, LONG, 101);
		add(this.adaptive, LONG, 102);
		assertThat(this.adaptive.poll(200)).isSameAs(first);
	}

	@Test
	void waitsAreShortInAQueueThatIsTurnedRound() {
		Waiter patient = add(this.adaptive, LONG, 0);
		Waiter late = add(this.adaptive, LONG, 100);
		Waiter impatient = add(this.adaptive, 2, 100);
		assertThat(patient.isOverdue(LONG - 1)).isFalse();
		assertThat(patient.isOverdue(LONG)).isTrue();
		assertThat(late.isOverdue(104)).isFalse();
		assertThat(late.isOverdue(105)).isTrue();
		assertThat(impatient.isOverdue(102)).isTrue();
	}

	@Test
	void adaptiveOrderTurnsRoundAfterTheWaitTimeAndAllowsATwentieth() {
		QueueOrder order = QueueOrder.adaptive(Duration.ofMillis(100));
		assertThat(order).isEqualTo(new QueueOrder(100_000_000, 5_000_000));
	}

	@Test
	void waitersWhoseTimeIsUpAreDismissed() {
		Waiter first = add(this.fifo, 10, 0);
		Waiter second = add(this.fifo, 10, 5);
		assertThat(this.fifo.dismissOverdue(9)).isNull();
		assertThat(this.fifo.dismissOverdue(12)).isSameAs(first);
		assertThat(first.next).isNull();
		assertThat(first.outcome()).isEqualTo(Admission.WAIT_TIMEOUT);
		assertThat(first.waited()).isEqualTo(10);
		assertThat(second.outcome()).isNull();
		assertThat(second.waited()).isZero();
		assertThat(this.fifo.poll(12)).isSameAs(second);
		assertThat(this.fifo.dismissOverdue(LONG)).isNull();
	}

	@Test
	void shortWaitsAreDismissedWhereverTheyStandInTheQueue() {
		Waiter patient = add(this.fifo, 100, 0);
		Waiter hasty = add(this.fifo, 10, 5);
		Waiter last = add(this.fifo, 50, 6);
		assertThat(this.fifo.dismissOverdue(14)).isNull();
		assertThat(this.fifo.dismissOverdue(15)).isSameAs(hasty);
		assertThat(this.fifo.dismissOverdue(55)).isNull();
		assertThat(this.fifo.dismissOverdue(100)).isSameAs(last);
		assertThat(last.next).isSameAs(patient);
		assertThat(patient.next).isNull();
	}

	@Test
	void waiterThatComesAfterADismissalIsDismissedInItsTurn() {
		add(this.fifo, 1, Long.MAX_VALUE - 1);
		assertThat(this.fifo.dismissOverdue(Long.MAX_VALUE)).isNotNull();
		Waiter next = add(this.fifo, 10, Long.MAX_VALUE);
		assertThat(this.fifo.dismissOverdue(Long.MIN_VALUE + 8)).isNull();
		assertThat(this.fifo.dismissOverdue(Long.MIN_VALUE + 9)).isSameAs(next);
	}

	@Test
	void clearingDecidesAllAlikeAndReturnsThemLinked() {
		Waiter first = add(this.fifo, LONG, 0);
		Waiter second = add(this.fifo, LONG, 1);
		assertThat(this.fifo.clear(Admission.SHUTDOWN, 7)).isSameAs(first);
		assertThat(first.next).isSameAs(second);
		assertThat(second.next).isNull();
		assertThat(second.outcome()).isEqualTo(Admission.SHUTDOWN);
		assertThat(second.waited()).isEqualTo(6);
		assertThat(this.fifo.clear(Admission.SHUTDOWN, 8)).isNull();
	}

	@Test
	void nobodyComesOutOfAnEmptyQueue() {
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> this.fifo.poll(0))
			.withMessage("No request waits");
	}

	private static Waiter add(WaiterQueue queue, long maxWaitNanos, long now) {
		Waiter waiter = queue.prepare(Waiter.NOBODY, maxWaitNanos, now);
		queue.append(waiter);
		return waiter;
	}

}
