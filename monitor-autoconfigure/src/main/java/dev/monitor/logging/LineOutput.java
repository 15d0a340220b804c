package dev.monitor.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import dev.monitor.task.DaemonThread;

/**
 * Brings lines to a stream in order, on a thread of its own, so that a stream that blocks
 * holds up nobody else.
 * <p>
 * While the stream takes lines, none is lost: who finds the queue full waits. A stream
 * that takes less than 4 KiB, or than one line that is longer, within the patience is
 * stuck; lines that find the queue full then are dropped. These and those that the stream
 * refuses are counted, and later one in their place says how many there were. An
 * expendable line does not even wait long for a stream that is slow. Thread-safe.
 */
public final class LineOutput implements AutoCloseable {

	/**
	 * After a write the thread rests, so that lines in quick succession are written
	 * together: to wake it costs more than to write one. A queue that fills up wakes it.
	 */
	private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private static final long SHORT_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final OutputStream out;

	private final LossNotices notices;

	private final LostLines lost;

	private final int capacity;

	private final long patience;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition work = this.lock.newCondition();

	private final Condition progress = this.lock.newCondition();

	private final Deque<byte[]> queue = new ArrayDeque<>();

	private int queuedBytes;

	private long taken;

	private long done;

	private long oldestSince;

	private boolean resting;

	private boolean failing;

	private boolean exiting;

	private boolean closed;

	private final Thread writer;

	/**
	 * Create the output and start its thread.
	 * @param out where the lines go
	 * @param notices says what is lost
	 * @param lost counts it
	 * @param capacity how many bytes may wait
	 * @param patience milliseconds without progress after which the stream is stuck
	 */
	public LineOutput(OutputStream out, LossNotices notices, LongAdder lost, int capacity, long patience) {
		this.out = out;
		this.notices = notices;
		this.lost = new LostLines(lost);
		this.capacity = capacity;
		this.patience = TimeUnit.MILLISECONDS.toNanos(patience);
		this.writer = DaemonThread.of("monitor-log-output", this::run);
		this.writer.start();
	}

	/**
	 * Write a line.
	 * @param line the line with its end, not to be changed any more
	 * @param urgency how long to wait for it, unless the stream is stuck
	 */
	public void write(byte[] line, Urgency urgency) {
		boolean expendable = urgency == Urgency.EXPENDABLE || urgency == Urgency.IMMEDIATE;
		int room = expendable ? this.capacity - this.capacity / 4 : this.capacity;
		this.lock.lock();
		try {
			if (!hasRoom(line.length, room) && urgency != Urgency.IMMEDIATE) {
				awaitUnless(() -> hasRoom(line.length, room), expendable ? SHORT_WAIT_NANOS : Long.MAX_VALUE);
			}
			if (this.closed || !hasRoom(line.length, room)) {
				this.lost.add(1);
				return;
			}
			sayWhatIsLost();
			long number = add(line);
			if (urgency == Urgency.AWAITED || this.exiting) {
				wake();
				awaitUnless(() -> this.done >= number, Long.MAX_VALUE);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Tell whether the caller is the thread that writes. What the stream itself logs must
	 * not be written: it would log again.
	 * @return whether it is
	 */
	public boolean isWriter() {
		return Thread.currentThread() == this.writer;
	}

	/**
	 * Write all lines that wait, and later ones before their call returns: the JVM ends.
	 * @return how many lines a stuck stream has not taken, without those of earlier calls
	 */
	public long drain() {
		this.lock.lock();
		try {
			this.exiting = true;
			sayWhatIsLost();
			wake();
			long last = this.taken;
			awaitUnless(() -> this.done >= last, Long.MAX_VALUE);
			return this.lost.report(Math.max(0, last - this.done));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Write all lines that wait, and end the thread, unless the stream is stuck. The
	 * stream stays open.
	 */
	@Override
	public void close() {
		drain();
		long left;
		this.lock.lock();
		try {
			this.closed = true;
			wake();
			this.progress.signalAll();
			left = patienceLeft();
		}
		finally {
			this.lock.unlock();
		}
		DaemonThread.awaitEnd(this.writer, left);
	}

	private boolean hasRoom(int more, int room) {
		return this.queue.isEmpty() || this.queuedBytes + more <= room;
	}

	private long add(byte[] line) {
		if (this.done == this.taken) {
			this.oldestSince = System.nanoTime();
		}
		this.queue.add(line);
		this.queuedBytes += line.length;
		long number = ++this.taken;
		if (!this.resting || this.queuedBytes >= this.capacity / 4) {
			wake();
		}
		return number;
	}

	private void wake() {
		this.resting = false;
		this.work.signal();
	}

	private void sayWhatIsLost() {
		long unsaid = this.lost.unsaid();
		if (unsaid > 0 && !this.failing) {
			this.lost.said(add(this.notices.lost(unsaid)));
		}
	}

	/**
	 * Wait while the writer gets on. An interrupt is kept for the caller.
	 */
	private void awaitUnless(BooleanSupplier satisfied, long most) {
		long begin = System.nanoTime();
		boolean interrupted = false;
		long left;
		while (!satisfied.getAsBoolean() && !this.closed
				&& (left = Math.min(patienceLeft(), most - (System.nanoTime() - begin))) > 0) {
			try {
				this.progress.awaitNanos(left);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private long patienceLeft() {
		return (this.done == this.taken) ? this.patience : this.patience - (System.nanoTime() - this.oldestSince);
	}

	private void run() {
		LineBatch batch = new LineBatch();
		boolean open = true;
		while (open) {
			boolean written = false;
			try {
				open = take(batch);
				written = write(batch);
			}
			catch (Throwable ex) {
				// whatever it is, these lines are lost and the next ones need this thread
			}
			finish(batch, written);
		}
	}

	private boolean take(LineBatch batch) throws InterruptedException {
		this.lock.lock();
		try {
			boolean wrote = batch.lines() > 0;
			batch.clear();
			if (wrote && !this.exiting && this.queuedBytes < LineBatch.SIZE) {
				rest();
			}
			if (this.queue.isEmpty()) {
				sayWhatIsLost();
			}
			while (this.queue.isEmpty() && !this.closed) {
				this.work.await();
			}
			batch.fill(this.queue);
			this.queuedBytes -= batch.length();
			return batch.lines() > 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void rest() throws InterruptedException {
		this.resting = true;
		long left = REST_NANOS;
		try {
			while (this.resting && left > 0) {
				left = this.work.awaitNanos(left);
			}
		}
		finally {
			this.resting = false;
		}
	}

	private boolean write(LineBatch batch) {
		try {
			batch.writeTo(this.out);
			return true;
		}
		catch (IOException ex) {
			if (!this.failing) {
				this.notices.failing(ex);
			}
			return false;
		}
	}

	private void finish(LineBatch batch, boolean written) {
		this.lock.lock();
		try {
			this.done += batch.lines();
			this.oldestSince = System.nanoTime();
			this.failing = !written;
			this.lost.finish(this.done, batch.lines(), written);
			this.progress.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}
