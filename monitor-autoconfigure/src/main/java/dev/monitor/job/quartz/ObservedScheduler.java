package dev.monitor.job.quartz;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.monitor.job.JobCount;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobState;
import dev.monitor.job.jdbc.JobQueries;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.utils.DBConnectionManager;

/**
 * A scheduler whose jobs are observed.
 *
 * @param scheduler the scheduler
 * @param name its name
 * @param store where it keeps its triggers
 */
record ObservedScheduler(Scheduler scheduler, String name, TriggerStore store) {

	/**
	 * Under which names Spring keeps the connections of a scheduler's database, those
	 * that take no part in transactions.
	 */
	private static final String CONNECTIONS = "springNonTxDataSource.";

	static ObservedScheduler of(Scheduler scheduler, String tablePrefix) throws SchedulerException {
		String name = scheduler.getSchedulerName();
		if (!scheduler.getMetaData().isJobStoreSupportsPersistence()) {
			return new ObservedScheduler(scheduler, name, new MemoryTriggers(scheduler));
		}
		JobQueries queries = new JobQueries(() -> DBConnectionManager.getInstance().getConnection(CONNECTIONS + name));
		return new ObservedScheduler(scheduler, name, new JdbcTriggers(queries, tablePrefix, name));
	}

	/**
	 * Count jobs, also those that this instance runs.
	 * @param now the time
	 */
	JobSample sample(Instant now) throws Exception {
		JobSample stored = this.store.sample(this.name, now);
		List<JobCount> counts = new ArrayList<>(stored.counts());
		counts.add(new JobCount(this.name, JobState.RUNNING, this.scheduler.getCurrentlyExecutingJobs().size()));
		return new JobSample(counts, stored.oldest());
	}

}
