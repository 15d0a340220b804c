package dev.monitor.job.modulith;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import dev.monitor.job.Job;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobTimes;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.events.core.PublicationTargetIdentifier;
import org.springframework.modulith.events.core.TargetEventPublication;

/**
 * Tells {@link JobRuns} what becomes of event publications. Thread-safe.
 * <p>
 * Spring Modulith never gives up: a failure is final when the attempts are as many as are
 * allowed, and not told as final again. One that nobody here had begun, and that is found
 * to be stale, is lost.
 */
final class PublicationRuns {

	private static final int MOST = 10_000;

	private final Map<UUID, Progress> publications = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<UUID, Progress> eldest) {
			return size() > MOST;
		}

	});

	private final Supplier<JobRuns> runs;

	private final int maxAttempts;

	private final Clock clock;

	/**
	 * Create without a publication.
	 * @param runs gives who is told
	 * @param maxAttempts attempt from which on a failure is final
	 * @param clock tells when runs begin and end
	 */
	PublicationRuns(Supplier<JobRuns> runs, int maxAttempts, Clock clock) {
		this.runs = runs;
		this.maxAttempts = maxAttempts;
		this.clock = clock;
	}

	void created(TargetEventPublication publication) {
		this.publications.put(publication.getIdentifier(),
				new Progress(type(publication.getTargetIdentifier()), 1, publication.getPublicationDate(), null));
	}

	/**
	 * One that is found again may be resubmitted.
	 */
	void found(TargetEventPublication publication) {
		Progress found = new Progress(type(publication.getTargetIdentifier()), publication.getCompletionAttempts(),
				null, null);
		this.publications.putIfAbsent(publication.getIdentifier(), found);
	}

	void resubmitted(UUID id, Instant at) {
		this.publications.computeIfPresent(id,
				(key, progress) -> new Progress(progress.type(), progress.attempt() + 1, at, null));
	}

	void started(UUID id) {
		Progress started = this.publications.computeIfPresent(id, (key, progress) -> new Progress(progress.type(),
				progress.attempt(), progress.due(), this.clock.instant()));
		if (started != null) {
			this.runs.get().started(job(started, id));
		}
	}

	void completed(UUID id) {
		Progress progress = this.publications.remove(id);
		if (progress != null) {
			tell(progress, id, JobOutcome.SUCCESS);
		}
	}

	/**
	 * Of one that nobody here has begun only the listener is known.
	 */
	void completed(PublicationTargetIdentifier listener) {
		Progress unknown = new Progress(type(listener), 0, null, null);
		this.runs.get()
			.ended(new JobRun(new Job(ModulithJobs.NAME, Job.DEFAULT_QUEUE, unknown.type(), ""), 0, JobOutcome.SUCCESS,
					null, new JobTimes(null, this.clock.instant(), Duration.ZERO)));
	}

	void failed(UUID id) {
		Progress progress = this.publications.remove(id);
		if (progress == null) {
			return;
		}
		if (progress.started() == null) {
			tell(progress, id, JobOutcome.LOST);
		}
		else {
			tell(progress, id, (progress.attempt() == this.maxAttempts) ? JobOutcome.FAILED : JobOutcome.RETRY);
		}
	}

	private void tell(Progress progress, UUID id, JobOutcome outcome) {
		Instant now = this.clock.instant();
		Instant started = (progress.started() != null) ? progress.started() : now;
		this.runs.get()
			.ended(new JobRun(job(progress, id), progress.attempt(), outcome, null,
					new JobTimes(progress.due(), started, Duration.between(started, now))));
	}

	private static Job job(Progress progress, UUID id) {
		return new Job(ModulithJobs.NAME, Job.DEFAULT_QUEUE, progress.type(), id.toString());
	}

	private static String type(PublicationTargetIdentifier listener) {
		return listener.getValue();
	}

	/**
	 * How far a publication is.
	 *
	 * @param type its listener
	 * @param attempt which attempt this is
	 * @param due when it was published or resubmitted; {@code null} if nobody knows
	 * @param started when its listener began; {@code null} if it has not
	 */
	private record Progress(String type, int attempt, @Nullable Instant due, @Nullable Instant started) {

	}

}
