package dev.monitor.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.monitor.failure.FailureReason;
import org.jspecify.annotations.Nullable;

/**
 * The last 1,000 jobs whose last run here failed, and why, in memory. Thread-safe.
 */
public final class JobFailures implements JobListener {

	private static final int MOST = 1000;

	/**
	 * What tells one job from another in a message: without it, reasons are alike.
	 */
	private static final Pattern NUMBER = Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|\\d{4,}");

	private final Map<Job, Failure> failures = new LinkedHashMap<>();

	@Override
	public void ended(JobRun run) {
		Failure failure = null;
		if (run.outcome() == JobOutcome.FAILED || run.outcome() == JobOutcome.RETRY) {
			String reason = (run.error() != null) ? FailureReason.of(run.error()) : "unknown";
			failure = new Failure((run.outcome() == JobOutcome.FAILED) ? JobState.FAILED : JobState.RETRYABLE,
					NUMBER.matcher(reason).replaceAll("..."), run.times().started().plus(run.times().duration()));
		}
		synchronized (this.failures) {
			this.failures.remove(run.job());
			if (failure != null) {
				this.failures.put(run.job(), failure);
				if (this.failures.size() > MOST) {
					this.failures.remove(this.failures.keySet().iterator().next());
				}
			}
		}
	}

	/**
	 * Forget a job that needs no more attention.
	 * @param job the job
	 */
	void forget(Job job) {
		synchronized (this.failures) {
			this.failures.remove(job);
		}
	}

	/**
	 * Return the failures by type and reason.
	 * @return groups, that with the latest failure first
	 */
	List<FailureGroup> groups() {
		List<FailureGroup> groups = new ArrayList<>(grouped().values());
		groups.sort(Comparator.comparing(FailureGroup::last).reversed());
		return groups;
	}

	@Nullable FailureGroup group(String path) {
		return grouped().get(path);
	}

	private Map<String, FailureGroup> grouped() {
		Map<String, FailureGroup> groups = new LinkedHashMap<>();
		Collection<Map.Entry<Job, Failure>> all;
		synchronized (this.failures) {
			all = List.copyOf(this.failures.entrySet());
		}
		for (Map.Entry<Job, Failure> each : all) {
			groups
				.computeIfAbsent(FailureGroup.path(each.getKey(), each.getValue()),
						(path) -> new FailureGroup(each.getKey(), each.getValue()))
				.add(each.getKey(), each.getValue().at());
		}
		return groups;
	}

	/**
	 * How the last run of a job failed.
	 *
	 * @param state whether it will run again
	 * @param reason why, without what differs from job to job
	 * @param at when
	 */
	record Failure(JobState state, String reason, Instant at) {

	}

}
