package dev.monitor.benchmarks.port;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * A question asked many times at random, whatever becomes of the earlier ones. Times
 * count from when it was due, so neither a slow server nor a slow generator can hide.
 */
final class Asking {

	private static final int THREADS = 8;

	private final Question question;

	private final long[] due;

	private final Histogram nanos = new ConcurrentHistogram(3);

	private final AtomicInteger next = new AtomicInteger();

	private final AtomicInteger lost = new AtomicInteger();

	private Asking(Question question, long[] due) {
		this.question = question;
		this.due = due;
	}

	/**
	 * Ask, and wait for the last answer.
	 * @param question the question
	 * @param count how often
	 * @param rate how often a second
	 */
	static Asking run(Question question, int count, double rate) throws InterruptedException {
		Random random = new Random(1);
		long[] due = new long[count];
		Arrays.setAll(due, (i) -> (long) (-Math.log(1 - random.nextDouble()) / rate * 1e9));
		Arrays.parallelPrefix(due, Long::sum);
		Asking asking = new Asking(question, due);
		long start = System.nanoTime();
		Thread[] threads = new Thread[THREADS];
		Arrays.setAll(threads, (i) -> new Thread(() -> asking.ask(start), "asking " + i));
		for (Thread thread : threads) {
			thread.start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
		return asking;
	}

	private void ask(long start) {
		for (int i = this.next.getAndIncrement(); i < this.due.length; i = this.next.getAndIncrement()) {
			long begin = start + this.due[i];
			for (long left = begin - System.nanoTime(); left > 0; left = begin - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
			if (this.question.ask()) {
				this.nanos.recordValue(System.nanoTime() - begin);
			}
			else {
				this.lost.incrementAndGet();
			}
		}
	}

	int lost() {
		return this.lost.get();
	}

	int count() {
		return this.due.length;
	}

	/**
	 * Return milliseconds within which so many percent of those that were answered were.
	 */
	double millis(double percent) {
		return this.nanos.getValueAtPercentile(percent) / 1e6;
	}

}
