package dev.monitor.job.event;

import dev.monitor.event.EventLog;
import dev.monitor.event.TraceIds;
import dev.monitor.job.JobListener;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobRun;
import org.slf4j.event.Level;

/**
 * Logs how runs of jobs ended to the logger {@code job}: at level warn if nobody will run
 * the job again, at info otherwise. Thread-safe.
 */
public final class JobEvents implements JobListener {

	private static final EventLog events = new EventLog("job");

	private final JobEventPolicy policy;

	/**
	 * Create the log.
	 * @param policy which runs are logged
	 */
	public JobEvents(JobEventPolicy policy) {
		this.policy = policy;
	}

	@Override
	public void ended(JobRun run) {
		if (!this.policy.logs(run.outcome())) {
			return;
		}
		boolean lost = run.outcome() == JobOutcome.FAILED || run.outcome() == JobOutcome.LOST;
		Level level = lost ? Level.WARN : Level.INFO;
		if (events.isEnabled(level)) {
			JobEvent event = new JobEvent(run, TraceIds.current());
			events.log(level, event, run.job().type() + " of " + run.job().system() + " ended: " + event.outcome());
		}
	}

}
