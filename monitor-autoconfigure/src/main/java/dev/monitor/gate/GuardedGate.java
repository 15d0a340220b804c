package dev.monitor.gate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import dev.monitor.failure.FailureReason;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Gate} that stands before one which may not keep the contract. What throws,
 * returns nothing or does not answer in time counts as closed, with a reason that names
 * the gate. The other gate is asked on a daemon thread of its own, so that one that
 * blocks holds up a reader for no longer than the patience, and only the first.
 * Thread-safe.
 */
public final class GuardedGate implements Gate, AutoCloseable {

	private final Gate gate;

	private final String name;

	private final Duration patience;

	private final Clock clock;

	private final ThreadPoolExecutor thread;

	private final ReentrantLock asking = new ReentrantLock();

	private volatile @Nullable Future<Verdict> unanswered;

	private volatile @Nullable Verdict last;

	private volatile @Nullable Instant failingSince;

	/**
	 * Create the guard.
	 * @param gate the gate to ask; its name is asked for here and never again
	 * @param patience how long it may take to answer
	 * @param clock tells since when it has failed
	 */
	public GuardedGate(Gate gate, Duration patience, Clock clock) {
		this.gate = gate;
		this.name = gate.name();
		this.patience = patience;
		this.clock = clock;
		this.thread = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1), (task) -> {
			Thread thread = new Thread(task, "monitor-gate-" + this.name);
			thread.setDaemon(true);
			return thread;
		});
		this.thread.allowCoreThreadTimeOut(true);
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Verdict verdict() {
		boolean mine = false;
		try {
			mine = !hangs() && this.asking.tryLock(this.patience.toNanos(), TimeUnit.NANOSECONDS);
			if (hangs()) {
				return failing("does not answer");
			}
			Verdict busy = this.last;
			return (mine || busy == null) ? ask() : busy;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return failing("could not be asked");
		}
		finally {
			if (mine) {
				this.asking.unlock();
			}
		}
	}

	/**
	 * Interrupt the gate if it is being asked, and ask it no more: it counts as closed.
	 */
	@Override
	public void close() {
		this.thread.shutdownNow();
	}

	private boolean hangs() {
		Future<Verdict> last = this.unanswered;
		return last != null && !last.isDone();
	}

	private Verdict ask() throws InterruptedException {
		try {
			Future<@Nullable Verdict> answer = this.thread.submit(this.gate::verdict);
			return settle(answer);
		}
		catch (RejectedExecutionException ex) {
			return failing("is not asked any more");
		}
	}

	private Verdict settle(Future<@Nullable Verdict> answer) throws InterruptedException {
		this.unanswered = answer;
		try {
			Verdict verdict = answer.get(this.patience.toNanos(), TimeUnit.NANOSECONDS);
			if (verdict == null) {
				return failing("gave no verdict");
			}
			this.failingSince = null;
			this.last = verdict;
			return verdict;
		}
		catch (ExecutionException ex) {
			Throwable cause = ex.getCause();
			return failing("failed: " + FailureReason.of((cause != null) ? cause : ex));
		}
		catch (TimeoutException ex) {
			return failing("does not answer");
		}
	}

	private Verdict failing(String how) {
		Instant since = this.failingSince;
		if (since == null) {
			since = this.clock.instant();
			this.failingSince = since;
		}
		return Verdict.closed("Gate '" + this.name + "' " + how, since);
	}

}
