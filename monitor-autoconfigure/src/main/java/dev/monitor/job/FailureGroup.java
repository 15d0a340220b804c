package dev.monitor.job;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.monitor.status.StatusRow;

/**
 * Jobs of one type whose last runs failed for one reason.
 */
final class FailureGroup {

	private final Job first;

	private final JobFailures.Failure failure;

	private final Set<Job> jobs = new HashSet<>();

	private Instant last = Instant.MIN;

	FailureGroup(Job first, JobFailures.Failure failure) {
		this.first = first;
		this.failure = failure;
	}

	void add(Job job, Instant at) {
		this.jobs.add(job);
		this.last = at.isAfter(this.last) ? at : this.last;
	}

	/**
	 * Return what names it in paths.
	 */
	String path() {
		return path(this.first, this.failure);
	}

	static String path(Job job, JobFailures.Failure failure) {
		return PathNames.join(job.system(), job.type(), failure.state().name().toLowerCase(Locale.ROOT),
				failure.reason());
	}

	String system() {
		return this.first.system();
	}

	String type() {
		return this.first.type();
	}

	JobState state() {
		return this.failure.state();
	}

	Set<Job> jobs() {
		return Set.copyOf(this.jobs);
	}

	Instant last() {
		return this.last;
	}

	StatusRow row() {
		return new StatusRow(path(), Map.of("jobs", this.jobs.size()), Map.of())
			.with("state", state().name().toLowerCase(Locale.ROOT))
			.with("type", type())
			.with("reason", this.failure.reason())
			.with("last", this.last.toString())
			.with("system", system());
	}

}
