package dev.monitor.job;

import java.time.Duration;
import java.util.concurrent.Callable;

import dev.monitor.failure.FailureReason;
import dev.monitor.status.LookupAnswer;
import dev.monitor.task.TimeLimit;
import dev.monitor.task.TurnThread;

/**
 * A system that a person asks or acts on: one call at a time, on a thread of its own,
 * which is given up after 2 seconds. One that hangs holds up no other. Thread-safe.
 */
final class AskedSystem implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private final JobSystem system;

	private final TimeLimit limit;

	private final TurnThread thread;

	AskedSystem(String name, JobSystem system) {
		this.system = system;
		this.limit = new TimeLimit("monitor-job-" + name, LIMIT);
		this.thread = new TurnThread("monitor-job-lookup-" + name);
	}

	JobSystem system() {
		return this.system;
	}

	/**
	 * Call the system and wait for it.
	 * @throws Exception what it throws, or that it did not answer in time
	 */
	<T> T call(Callable<T> call) throws Exception {
		return this.limit.call(call);
	}

	/**
	 * Call the system without waiting for it.
	 * @param call what to call
	 * @return the answer to come
	 */
	PendingAnswer ask(Callable<LookupAnswer> call) {
		PendingAnswer pending = new PendingAnswer();
		this.thread.run(() -> pending.complete(answer(call)),
				(reason) -> pending.complete(LookupAnswer.failed(reason + " it.")));
		return pending;
	}

	private LookupAnswer answer(Callable<LookupAnswer> call) {
		try {
			return call(call);
		}
		catch (Throwable ex) {
			return LookupAnswer.failed(FailureReason.of(ex));
		}
	}

	@Override
	public void close() {
		this.thread.close();
	}

}
