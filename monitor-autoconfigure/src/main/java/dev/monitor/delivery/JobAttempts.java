package dev.monitor.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.monitor.job.Job;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobRun;
import org.jspecify.annotations.Nullable;

/**
 * What the job that runs on a thread could not deliver. Whether that is final is known
 * when the job has ended: not if it runs again. Thread-safe.
 */
final class JobAttempts {

	private static final int MOST_JOBS = 10;

	private static final int MOST_FAILURES = 1000;

	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<Deque<Scope>> scopes = new ThreadLocal<>();

	void started(Job job) {
		Deque<Scope> open = this.scopes.get();
		if (open == null || open.size() == MOST_JOBS) {
			open = new ArrayDeque<>();
			this.scopes.set(open);
		}
		open.push(new Scope(job));
	}

	/**
	 * Return what has failed for good, now that a run has ended.
	 * @param run the run
	 * @return each of them; empty also if the run did not begin on this thread
	 */
	List<Failed> ended(JobRun run) {
		Deque<Scope> open = this.scopes.get();
		if (open == null || open.stream().noneMatch((scope) -> scope.job.equals(run.job()))) {
			return List.of();
		}
		Scope scope = open.pop();
		while (!scope.job.equals(run.job())) {
			scope = open.pop();
		}
		if (open.isEmpty()) {
			this.scopes.remove();
		}
		return scope.failures(run.outcome());
	}

	/**
	 * Remember how the last attempt of a job ended.
	 * @param scope the job; {@code null} if there is none
	 * @param failed what it could not deliver; {@code null} if it could, or if somebody
	 * has told already
	 */
	static void last(@Nullable Scope scope, @Nullable Failed failed) {
		if (scope != null) {
			scope.last = failed;
		}
	}

	/**
	 * Remember what nobody tries again but the job.
	 * @param failed what could not be delivered
	 * @return whether a job runs on this thread; else it is final at once
	 */
	boolean add(List<Failed> failed) {
		Scope scope = current();
		if (scope == null) {
			return false;
		}
		scope.last = null;
		scope.left.addAll(failed.subList(0, Math.min(failed.size(), MOST_FAILURES - scope.left.size())));
		return true;
	}

	/**
	 * Return the job that runs on this thread.
	 * @return the job; {@code null} if there is none
	 */
	@Nullable Scope current() {
		Deque<Scope> open = this.scopes.get();
		return (open != null) ? open.peek() : null;
	}

	/**
	 * What could not be delivered.
	 *
	 * @param channel the channel
	 * @param target where it should have gone
	 * @param failure why
	 */
	record Failed(String channel, String target, Throwable failure) {

	}

	/**
	 * A job that runs.
	 */
	static final class Scope {

		private final Job job;

		private final List<Failed> left = new ArrayList<>();

		private volatile @Nullable Failed last;

		Scope(Job job) {
			this.job = job;
		}

		List<Failed> failures(JobOutcome outcome) {
			if (outcome == JobOutcome.RETRY) {
				return List.of();
			}
			Failed failed = this.last;
			if (outcome == JobOutcome.FAILED && failed != null) {
				this.left.add(failed);
			}
			return this.left;
		}

	}

}
