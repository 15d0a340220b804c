package dev.monitor.concurrency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One processor that all requests in service share equally, behind a
 * {@link PriorityLimiter}, in simulated time: what the limiter alone makes of a load,
 * without the cost of HTTP. The same arrivals each time.
 */
final class SharedProcessor {

	/**
	 * Time of the processor that a request takes.
	 */
	static final double SERVICE_MILLIS = 5;

	private static final List<Priority> PRIORITIES = List.of(Priority.values());

	private static final long WAIT = Duration.ofMillis(200).toNanos();

	private final FakeTime time = new FakeTime();

	private final PriorityLimiter limiter;

	private final double rejectionMillis;

	private final Map<Priority, Arrivals> arrivals = new EnumMap<>(Priority.class);

	private final Map<Priority, List<Double>> served = new EnumMap<>(Priority.class);

	private final List<Work> working = new ArrayList<>();

	private double now;

	private long nanos;

	/**
	 * Create an idle processor.
	 * @param limit the limit
	 * @param maxWaiting how many may wait
	 * @param shares how the limit is divided
	 * @param rejectionMillis time of the processor that a rejection takes
	 */
	SharedProcessor(int limit, int maxWaiting, PriorityShares shares, double rejectionMillis) {
		this.limiter = new PriorityLimiter(limit, maxWaiting, QueueOrder.FIFO, shares, this.time::nanoTime);
		this.rejectionMillis = rejectionMillis;
		for (Priority priority : Priority.values()) {
			this.served.put(priority, new ArrayList<>());
		}
	}

	/**
	 * Offer requests of a priority, at random times.
	 * @param load how many, as a multiple of what the processor can serve
	 */
	SharedProcessor offer(Priority priority, double load) {
		this.arrivals.put(priority, new Arrivals(SERVICE_MILLIS / load, new Random(PRIORITIES.indexOf(priority))));
		return this;
	}

	/**
	 * Let time pass, the first second of which does not count.
	 */
	SharedProcessor run(Duration duration) {
		runUntil(1000);
		this.served.values().forEach(List::clear);
		this.arrivals.values().forEach((each) -> each.count = 0);
		runUntil(1000.0 + duration.toMillis());
		return this;
	}

	/**
	 * Return the share of the requests of a priority that were served.
	 */
	double served(Priority priority) {
		return (double) times(priority).size() / arrivals(priority).count;
	}

	/**
	 * Return the time in milliseconds that 99 % of the served requests took at most.
	 */
	double p99(Priority priority) {
		List<Double> sorted = times(priority).stream().sorted().toList();
		return sorted.get(sorted.size() * 99 / 100);
	}

	private void runUntil(double end) {
		while (this.now < end) {
			Priority next = this.arrivals.keySet()
				.stream()
				.min((one, other) -> Double.compare(arrivals(one).next, arrivals(other).next))
				.orElseThrow();
			Work first = this.working.stream().min((one, other) -> Double.compare(one.left, other.left)).orElse(null);
			double untilDone = (first != null) ? first.left * this.working.size() : Double.MAX_VALUE;
			if (first != null && this.now + untilDone <= arrivals(next).next) {
				pass(untilDone);
				this.working.remove(first);
				finish(first);
			}
			else {
				pass(arrivals(next).next - this.now);
				arrivals(next).advance();
				arrive(next);
			}
			this.limiter.dismissOverdue();
		}
	}

	private void pass(double millis) {
		for (Work work : this.working) {
			work.left -= millis / this.working.size();
		}
		this.now += millis;
		long nanosNow = (long) (this.now * 1_000_000);
		this.time.pass(Duration.ofNanos(nanosNow - this.nanos));
		this.nanos = nanosNow;
	}

	private void arrive(Priority priority) {
		double start = this.now;
		int place = PRIORITIES.indexOf(priority);
		PriorityLane lane = this.limiter.lanes().get(place);
		boolean preceded = this.limiter.lanes().subList(0, place).stream().anyMatch((higher) -> higher.waiting() > 0);
		Waiter waiter = lane.enter(WAIT, (decided) -> decided(lane, start, decided));
		if (waiter.isSettled()) {
			assertThat(preceded && waiter.decision() == Admission.ADMITTED).as("%s before higher ones", priority)
				.isFalse();
			decided(lane, start, waiter);
		}
	}

	private void decided(PriorityLane lane, double start, Waiter waiter) {
		boolean admitted = waiter.decision() == Admission.ADMITTED;
		if (admitted || this.rejectionMillis > 0) {
			this.working.add(new Work(lane, start, admitted ? SERVICE_MILLIS : this.rejectionMillis, admitted));
		}
	}

	private void finish(Work work) {
		if (work.admitted) {
			times(work.lane.priority()).add(this.now - work.start);
			work.lane.release();
		}
	}

	private List<Double> times(Priority priority) {
		return this.served.getOrDefault(priority, List.of());
	}

	private Arrivals arrivals(Priority priority) {
		return this.arrivals.getOrDefault(priority, new Arrivals(1, new Random(0)));
	}

	private static final class Arrivals {

		private final double meanGap;

		private final Random random;

		private double next;

		private long count;

		Arrivals(double meanGap, Random random) {
			this.meanGap = meanGap;
			this.random = random;
		}

		void advance() {
			this.next -= this.meanGap * Math.log(1 - this.random.nextDouble());
			this.count++;
		}

	}

	private static final class Work {

		private final PriorityLane lane;

		private final double start;

		private final boolean admitted;

		private double left;

		Work(PriorityLane lane, double start, double millis, boolean admitted) {
			this.lane = lane;
			this.start = start;
			this.left = millis;
			this.admitted = admitted;
		}

	}

}
