package dev.monitor.concurrency;

import java.time.Duration;

/**
 * The order in which waiters get permits. While the queue empties now and then, always
 * first come, first served. Once it has been standing, that is without an empty moment,
 * for the interval, {@link #adaptive} turns it round: the newest comes first and new
 * waiters have a short wait only, so that those who are served were quick to be served
 * and the others know soon. It turns back when the queue is empty.
 *
 * @param interval how long a queue must stand to be turned round, in nanoseconds
 * @param shortWait longest wait for those who join a queue that is turned round, in
 * nanoseconds
 * @see <a href="https://queue.acm.org/detail.cfm?id=2839461">Fail at Scale, Controlled
 * Delay and Adaptive LIFO</a>
 */
public record QueueOrder(long interval, long shortWait) {

	/**
	 * First come, first served, however long the queue stands.
	 */
	public static final QueueOrder FIFO = new QueueOrder(Long.MAX_VALUE, Long.MAX_VALUE);

	/**
	 * The published figures are an interval of 100 ms, as long as the wait, and a short
	 * wait of 5 ms.
	 */
	private static final int SHORT_WAIT_SHARE = 20;

	/**
	 * Return the order that turns round when the queue has been standing for as long as
	 * anybody may wait, which shows that it is too long for everybody. The wait is then a
	 * twentieth.
	 * @param waitTime longest wait
	 * @return the order
	 */
	public static QueueOrder adaptive(Duration waitTime) {
		return new QueueOrder(waitTime.toNanos(), waitTime.toNanos() / SHORT_WAIT_SHARE);
	}

}
