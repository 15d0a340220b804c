package dev.monitor.job.quartz;

import java.time.Instant;
import java.util.Comparator;

import dev.monitor.job.Job;
import dev.monitor.job.JobEntry;
import dev.monitor.job.JobKeys;
import dev.monitor.job.JobState;
import org.quartz.JobKey;

/**
 * A trigger as it is stored.
 *
 * @param place where it stands among the others
 * @param job what it fires
 * @param jobClass name of the class of that
 * @param state what is about to happen to it
 */
record StoredTrigger(Place place, JobKey job, String jobClass, JobState state) {

	JobEntry entry(String scheduler) {
		return new JobEntry(JobKeys.join(scheduler, this.place.group(), this.place.name()),
				new Job(QuartzJobs.NAME, scheduler, this.jobClass, this.job.toString()), this.state,
				(this.state == JobState.FAILED) ? 1 : 0,
				(this.place.next() > 0) ? Instant.ofEpochMilli(this.place.next()) : null);
	}

	/**
	 * Where a trigger stands among all: no two have the same place.
	 *
	 * @param next when it fires next, in milliseconds since 1970; 0 or less if never
	 * @param group its group
	 * @param name its name
	 */
	record Place(long next, String group, String name) implements Comparable<Place> {

		/**
		 * Before all.
		 */
		static final Place START = new Place(Long.MIN_VALUE, "", "");

		private static final Comparator<Place> ORDER = Comparator.comparingLong(Place::next)
			.thenComparing(Place::group)
			.thenComparing(Place::name);

		@Override
		public int compareTo(Place other) {
			return ORDER.compare(this, other);
		}

		/**
		 * Return the state of a trigger that is neither paused nor in error.
		 */
		JobState waiting(Instant now) {
			return (this.next > 0 && this.next <= now.toEpochMilli()) ? JobState.AVAILABLE : JobState.SCHEDULED;
		}

	}

}
