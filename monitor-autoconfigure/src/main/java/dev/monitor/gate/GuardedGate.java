package dev.monitor.gate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import dev.monitor.failure.FailureReason;
import dev.monitor.task.PeriodicTask;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Gate} that stands before one which may not keep the contract. That one is
 * asked in the background, on a daemon thread of its own, from the first time that
 * somebody reads; readers get its last verdict. What throws, returns nothing or has not
 * answered for too long counts as closed, with a reason that names the gate. Only the
 * very first verdict is waited for, no longer than the patience. Thread-safe.
 */
public final class GuardedGate implements Gate, InMemory, AutoCloseable {

	private final Gate gate;

	private final String name;

	private final long maxAge;

	private final long patience;

	private final Clock clock;

	private final PeriodicTask task;

	private final AtomicReference<@Nullable Thread> asking = new AtomicReference<>();

	private volatile CompletableFuture<Answer> answer = new CompletableFuture<>();

	private volatile long startedAt;

	private volatile boolean running;

	private volatile boolean closed;

	private volatile @Nullable Instant failingSince;

	/**
	 * Create the guard.
	 * @param gate the gate to ask; its name is asked for here and never again
	 * @param interval time from one answer to the next question
	 * @param patience how long an answer may take
	 * @param clock tells since when it has failed
	 */
	public GuardedGate(Gate gate, Duration interval, Duration patience, Clock clock) {
		this.gate = gate;
		this.name = gate.name();
		this.maxAge = interval.plus(patience).toNanos();
		this.patience = patience.toNanos();
		this.clock = clock;
		this.task = new PeriodicTask("monitor-gate-" + this.name, this::ask, Duration.ZERO, interval);
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Verdict verdict() {
		if (!this.running && !start()) {
			return failing("is not asked any more");
		}
		try {
			long left = Math.max(0, this.startedAt + this.patience - System.nanoTime());
			Answer last = this.answer.get(left, TimeUnit.NANOSECONDS);
			return (System.nanoTime() - last.nanoTime() <= this.maxAge) ? last.verdict() : failing("does not answer");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return failing("could not be asked");
		}
		catch (ExecutionException | TimeoutException ex) {
			return failing("does not answer");
		}
	}

	/**
	 * Stop to ask until somebody reads, and end the thread.
	 */
	public synchronized void pause() {
		this.running = false;
		this.task.stop();
		Thread thread = this.asking.get();
		if (thread != null) {
			thread.interrupt();
		}
	}

	/**
	 * Interrupt the gate if it is being asked, and ask it no more: it counts as closed.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		pause();
	}

	private synchronized boolean start() {
		if (!this.running && !this.closed) {
			this.answer = new CompletableFuture<>();
			this.startedAt = System.nanoTime();
			this.task.start();
			this.running = true;
		}
		return this.running;
	}

	/**
	 * Ask, unless a call of before a pause still runs: its answer counts no more.
	 */
	private void ask() {
		if (!this.asking.compareAndSet(null, Thread.currentThread())) {
			return;
		}
		try {
			CompletableFuture<Answer> before = this.answer;
			Answer given = new Answer(asked(), System.nanoTime());
			if (!before.complete(given)) {
				replace(before, given);
			}
		}
		finally {
			this.asking.set(null);
		}
	}

	private synchronized void replace(CompletableFuture<Answer> before, Answer given) {
		if (this.answer == before) {
			this.answer = CompletableFuture.completedFuture(given);
		}
	}

	private Verdict asked() {
		try {
			@Nullable Verdict verdict = this.gate.verdict();
			if (verdict == null) {
				return failing("gave no verdict");
			}
			this.failingSince = null;
			return verdict;
		}
		catch (Throwable ex) {
			return failing("failed: " + FailureReason.of(ex));
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

	private record Answer(Verdict verdict, long nanoTime) {

	}

}
