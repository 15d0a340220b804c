package dev.monitor.logging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LineOutput}.
 */
@Timeout(60)
class LineOutputTests {

	private static final int CAPACITY = 1000;

	private static final String LONG = "x".repeat(299);

	private final Pipe pipe = new Pipe();

	private final Notices notices = new Notices();

	private final LongAdder lost = new LongAdder();

	private LineOutput output = output(60_000);

	private LineOutput output(long patience) {
		return new LineOutput(this.pipe, this.notices, this.lost, CAPACITY, patience);
	}

	@AfterEach
	void close() {
		this.pipe.flow();
		this.output.close();
	}

	@Test
	void linesOfManyThreadsAreAllWrittenInTheOrderOfEach() throws InterruptedException {
		List<Thread> threads = IntStream.range(0, 8).mapToObj((id) -> new Thread(() -> {
			for (int i = 0; i < 500; i++) {
				write(id + " " + i, false);
			}
		})).toList();
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		this.output.drain();
		assertThat(this.pipe.lines()).hasSize(4000);
		assertThat(this.pipe.lines()).filteredOn((line) -> line.startsWith("3 "))
			.containsExactlyElementsOf(IntStream.range(0, 500).mapToObj((i) -> "3 " + i).toList());
		assertThat(this.lost.sum()).isZero();
	}

	@Test
	void aLineThatIsAwaitedIsWrittenWhenTheCallReturns() {
		for (int i = 0; i < 100; i++) {
			write("line " + i, true);
			assertThat(this.pipe.lines()).hasSize(i + 1);
		}
	}

	@Test
	void afterDrainingEveryLineIsAwaited() {
		this.output.drain();
		for (int i = 0; i < 100; i++) {
			write("line " + i, false);
			assertThat(this.pipe.lines()).hasSize(i + 1);
		}
	}

	@Test
	void drainingDoesNotWaitForWhatIsWrittenMeanwhile() {
		Semaphore writes = new Semaphore(0);
		this.output.close();
		this.output = new LineOutput(new OutputStream() {

			@Override
			public void write(int b) {
				throw new UnsupportedOperationException();
			}

			@Override
			public void write(byte[] data, int offset, int length) {
				writes.acquireUninterruptibly();
			}

		}, this.notices, this.lost, CAPACITY, 60_000);
		write("before", false);
		Awaitility.await().until(writes::hasQueuedThreads);
		AtomicLong missing = new AtomicLong(-1);
		Thread drain = waiting(() -> missing.set(this.output.drain()));
		Thread meanwhile = waiting(() -> write("meanwhile", false));
		writes.release();
		Awaitility.await().until(() -> !drain.isAlive());
		assertThat(meanwhile.isAlive()).isTrue();
		assertThat(missing).hasValue(0);
		writes.release(10);
	}

	private static Thread waiting(Runnable work) {
		Thread thread = new Thread(work);
		thread.start();
		Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		return thread;
	}

	@Test
	void aLineLongerThanTheQueueIsWritten() {
		String line = "y".repeat(20_000);
		write(line, false);
		write("z", true);
		assertThat(this.pipe.lines()).containsExactly(line, "z");
	}

	@Test
	void whileTheStreamIsSlowWhoFindsTheQueueFullWaits() throws InterruptedException {
		this.pipe.block();
		Thread caller = new Thread(() -> IntStream.range(0, 20).forEach((i) -> write(i + LONG, false)));
		caller.start();
		Awaitility.await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
		this.pipe.flow();
		caller.join();
		this.output.drain();
		assertThat(this.pipe.lines()).hasSize(20).last().isEqualTo(19 + LONG);
		assertThat(this.lost.sum()).isZero();
	}

	@Test
	void aSlowStreamDoesNotHoldUpWhoWritesWhatIsExpendable() throws InterruptedException {
		this.pipe.block();
		write("first", false);
		this.pipe.awaitWrite();
		for (int i = 0; i < 5; i++) {
			write(i + LONG, Urgency.EXPENDABLE);
		}
		assertThat(this.lost.sum()).isEqualTo(3);
		write("usual", false);
		this.pipe.flow();
		this.output.drain();
		assertThat(this.pipe.lines()).contains("first", 0 + LONG, 1 + LONG, "usual").doesNotContain(2 + LONG);
		Awaitility.await().until(() -> this.pipe.lines().contains("lost 3"));
		assertThat(this.lost.sum()).isEqualTo(3);
	}

	@Test
	void aSlowStreamDoesNotHoldUpAnEventLoopAtAll() throws InterruptedException {
		this.pipe.block();
		write("first", false);
		this.pipe.awaitWrite();
		long start = System.nanoTime();
		for (int i = 0; i < 100; i++) {
			write(i + LONG, Urgency.IMMEDIATE);
		}
		// a short wait for each of them would take nearly ten seconds
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
		assertThat(this.lost.sum()).isEqualTo(98);
		this.pipe.flow();
	}

	@Test
	void aStuckStreamHoldsNobodyUpAndALineSaysWhatIsMissing() {
		stuck();
		for (int i = 0; i < 50; i++) {
			write(i + LONG, false);
		}
		long missing = this.lost.sum();
		assertThat(missing).isBetween(1L, 50L);
		this.pipe.flow();
		Awaitility.await().until(() -> this.pipe.lines().contains("lost " + missing));
		write("after", false);
		Awaitility.await().until(() -> this.pipe.lines().contains("after"));
		assertThat(this.pipe.lines()).hasSize((int) (1 + 50 - missing + 2)).last().isEqualTo("after");
		assertThat(this.pipe.lines()).containsOnlyOnce("lost " + missing);
		assertThat(this.lost.sum()).isEqualTo(missing);
	}

	@Test
	void whatIsMissingIsSaidEvenIfNothingElseIsWritten() {
		stuck();
		for (int i = 0; i < 50; i++) {
			write(i + LONG, false);
		}
		this.pipe.flow();
		Awaitility.await().until(() -> this.pipe.lines().contains("lost " + this.lost.sum()));
	}

	@Test
	void anAwaitedLineDoesNotWaitForAStuckStream() {
		stuck();
		write("error", true);
		assertThat(this.pipe.lines()).isEmpty();
		this.pipe.flow();
		Awaitility.await().until(() -> this.pipe.lines().equals(List.of("first", "error")));
	}

	@RepeatedTest(20)
	void itsThreadHasEndedOnceItIsClosed() {
		write("line", false);
		this.output.close();
		assertThat(this.pipe.writer.isAlive()).isFalse();
	}

	@Test
	void aStuckStreamDoesNotKeepTheOutputOpen() {
		stuck();
		this.output.close();
		write("late", false);
		assertThat(this.lost.sum()).isOne();
	}

	@Test
	void drainingTellsOnceHowManyLinesAStuckStreamHasNotTaken() {
		stuck();
		for (int i = 0; i < 50; i++) {
			write(i + LONG, false);
		}
		assertThat(this.output.drain()).isEqualTo(51);
		write("late", false);
		assertThat(this.output.drain()).isOne();
		assertThat(this.output.drain()).isZero();
	}

	@Test
	void drainingTellsOfNoneIfTheStreamTakesAll() {
		write("line", false);
		assertThat(this.output.drain()).isZero();
	}

	@Test
	void whatAStreamRefusesIsCountedAndSaidOnceElsewhere() {
		this.pipe.refuse(true);
		for (int i = 0; i < 10; i++) {
			write("line " + i, true);
		}
		assertThat(this.lost.sum()).isEqualTo(10);
		assertThat(this.notices.failures).hasSize(1);
		this.pipe.refuse(false);
		write("works", true);
		write("again", true);
		assertThat(this.pipe.lines()).containsExactly("works", "lost 10", "again");
		this.pipe.refuse(true);
		write("refused", true);
		assertThat(this.notices.failures).hasSize(2);
	}

	@Test
	void aNoticeThatIsRefusedIsSaidAgain() {
		this.pipe.refuse(true);
		for (int i = 0; i < 10; i++) {
			write("line " + i, true);
		}
		this.pipe.refuseAfterNext();
		write("works", true);
		Awaitility.await().until(() -> this.notices.failures.size() == 2);
		this.pipe.refuse(false);
		write("works again", true);
		write("after", true);
		assertThat(this.pipe.lines()).containsExactly("works", "works again", "lost 10", "after");
		assertThat(this.lost.sum()).isEqualTo(10);
	}

	@Test
	void aStreamThatThrowsAnythingElseDoesNotEndTheOutput() {
		this.pipe.refuse(true);
		this.notices.broken = true;
		write("refused", true);
		this.pipe.refuse(false);
		write("works", true);
		assertThat(this.pipe.lines()).contains("works");
		assertThat(this.lost.sum()).isOne();
	}

	@Test
	void anInterruptOfTheCallerLosesNothing() {
		Thread.currentThread().interrupt();
		write("line", true);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.pipe.lines()).containsExactly("line");
	}

	@Test
	void anInterruptOfTheWriterLosesNothing() {
		for (int i = 1; i <= 50; i++) {
			write("first", true);
			this.pipe.writer.interrupt();
			write("second", false);
			int lines = 2 * i;
			Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> this.pipe.lines().size() == lines);
		}
		assertThat(this.lost.sum()).isZero();
	}

	/**
	 * Replace the output by one that loses patience at once, and let it hang.
	 */
	private void stuck() {
		this.output.close();
		this.output = output(1);
		this.pipe.block();
		write("first", false);
		this.pipe.awaitWrite();
	}

	private void write(String line, boolean await) {
		write(line, await ? Urgency.AWAITED : Urgency.USUAL);
	}

	private void write(String line, Urgency urgency) {
		this.output.write((line + "\n").getBytes(StandardCharsets.UTF_8), urgency);
	}

	/**
	 * Takes bytes, or takes its time.
	 */
	private static final class Pipe extends OutputStream {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private final Semaphore open = new Semaphore(1);

		private final CountDownLatch writing = new CountDownLatch(1);

		private volatile Thread writer = Thread.currentThread();

		private volatile boolean refusing;

		private volatile boolean refusingNext;

		@Override
		public void write(int b) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void write(byte[] data, int offset, int length) throws IOException {
			this.writer = Thread.currentThread();
			if (this.open.availablePermits() == 0) {
				this.writing.countDown();
			}
			this.open.acquireUninterruptibly();
			this.open.release();
			if (this.refusing) {
				throw new IOException("Broken pipe");
			}
			this.refusing = this.refusingNext;
			synchronized (this.bytes) {
				this.bytes.write(data, offset, length);
			}
		}

		void block() {
			this.open.acquireUninterruptibly();
		}

		void flow() {
			if (this.open.availablePermits() == 0) {
				this.open.release();
			}
		}

		void refuse(boolean refuses) {
			this.refusing = refuses;
			this.refusingNext = refuses;
		}

		void refuseAfterNext() {
			this.refusingNext = true;
			this.refusing = false;
		}

		void awaitWrite() {
			Awaitility.await().until(() -> this.writing.getCount() == 0);
		}

		List<String> lines() {
			synchronized (this.bytes) {
				return new ArrayList<>(this.bytes.toString(StandardCharsets.UTF_8).lines().toList());
			}
		}

	}

	private static final class Notices implements LossNotices {

		private final List<IOException> failures = new CopyOnWriteArrayList<>();

		private volatile boolean broken;

		@Override
		public byte[] lost(long lines) {
			return ("lost " + lines + "\n").getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public void failing(IOException failure) {
			this.failures.add(failure);
			if (this.broken) {
				throw new IllegalStateException("broken");
			}
		}

	}

}
