package dev.monitor.job.quartz;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.monitor.failure.FailureReason;
import dev.monitor.job.JobAction;
import dev.monitor.job.JobActionResult;
import dev.monitor.job.JobCount;
import dev.monitor.job.JobDetail;
import dev.monitor.job.JobEntry;
import dev.monitor.job.JobKeys;
import dev.monitor.job.JobPage;
import dev.monitor.job.JobQuery;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobState;
import dev.monitor.job.JobSystem;
import dev.monitor.job.JobType;
import dev.monitor.job.MaskedArguments;
import org.jspecify.annotations.Nullable;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link JobSystem} of Quartz: the triggers of all schedulers, each a queue. Thread-safe.
 */
public final class QuartzJobs implements JobSystem {

	/**
	 * Name of the system.
	 */
	static final String NAME = "quartz";

	private static final Logger logger = LoggerFactory.getLogger(QuartzJobs.class);

	private final List<ObservedScheduler> schedulers = new CopyOnWriteArrayList<>();

	private final DefinedJobs defined;

	private final String tablePrefix;

	private final Clock clock;

	/**
	 * Create without a scheduler.
	 * @param defined the jobs that the application defines
	 * @param tablePrefix what the names of Quartz' tables begin with
	 * @param clock tells what is due
	 */
	public QuartzJobs(DefinedJobs defined, String tablePrefix, Clock clock) {
		this.defined = defined;
		this.tablePrefix = tablePrefix;
		this.clock = clock;
	}

	/**
	 * Observe a scheduler from now on, beside those who do so already. One that cannot
	 * be, such as that of another process, is left alone.
	 * @param scheduler the scheduler
	 * @param runs is told of runs of its jobs
	 */
	public void observe(Scheduler scheduler, JobRuns runs) {
		try {
			ObservedScheduler observed = ObservedScheduler.of(scheduler, this.tablePrefix);
			scheduler.getListenerManager().addJobListener(new QuartzRuns(runs, observed.name()));
			this.schedulers.add(observed);
		}
		catch (SchedulerException ex) {
			logger.info("Jobs of a scheduler of Quartz are not observed: {}", FailureReason.of(ex));
		}
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public JobSample sample() throws Exception {
		List<JobCount> counts = new ArrayList<>();
		Map<String, Instant> oldest = new HashMap<>();
		for (ObservedScheduler scheduler : this.schedulers) {
			JobSample sample = scheduler.sample(this.clock.instant());
			counts.addAll(sample.counts());
			oldest.putAll(sample.oldest());
		}
		return new JobSample(counts, oldest);
	}

	@Override
	public List<JobType> types() {
		return this.defined.types();
	}

	/**
	 * List the triggers of one scheduler after those of the other.
	 */
	@Override
	public JobPage page(JobQuery query) throws Exception {
		List<String> names = JobKeys
			.split((query.after() != null) ? query.after() : JobKeys.join(0, Long.MIN_VALUE, "", ""), 4);
		StoredTrigger.Place place = new StoredTrigger.Place(Long.parseLong(names.get(1)), names.get(2), names.get(3));
		List<JobEntry> page = new ArrayList<>();
		for (int i = JobKeys.index(names.get(0)); i < this.schedulers.size(); i++) {
			ObservedScheduler scheduler = this.schedulers.get(i);
			int room = JobQuery.PAGE - page.size();
			List<StoredTrigger> triggers = scheduler.store().list(query, place, room + 1, this.clock.instant());
			for (StoredTrigger trigger : triggers.subList(0, Math.min(room, triggers.size()))) {
				page.add(trigger.entry(scheduler.name()));
				place = trigger.place();
			}
			if (triggers.size() > room) {
				return new JobPage(page, JobKeys.join(i, place.next(), place.group(), place.name()));
			}
			place = StoredTrigger.Place.START;
		}
		return new JobPage(page, null);
	}

	@Override
	public @Nullable JobDetail job(String key, boolean showValues) throws Exception {
		List<String> names = JobKeys.split(key, 3);
		Scheduler scheduler = scheduler(names.get(0));
		Trigger trigger = (scheduler != null) ? scheduler.getTrigger(triggerKey(names)) : null;
		org.quartz.JobDetail job = (scheduler != null && trigger != null) ? scheduler.getJobDetail(trigger.getJobKey())
				: null;
		if (scheduler == null || trigger == null || job == null) {
			return null;
		}
		Date next = trigger.getNextFireTime();
		StoredTrigger.Place place = new StoredTrigger.Place((next != null) ? next.toInstant().toEpochMilli() : -1,
				names.get(1), names.get(2));
		JobState state = switch (scheduler.getTriggerState(trigger.getKey())) {
			case PAUSED -> JobState.PAUSED;
			case ERROR -> JobState.FAILED;
			default -> place.waiting(this.clock.instant());
		};
		StoredTrigger stored = new StoredTrigger(place, job.getKey(), job.getJobClass().getName(), state);
		return JobDetail.of(stored.entry(names.get(0)), null)
			.with("start", instant(trigger.getStartTime()))
			.with("last run", instant(trigger.getPreviousFireTime()))
			.with("next", instant(next))
			.with("end", instant(trigger.getEndTime()))
			.with(showValues ? arguments(job, trigger) : "");
	}

	private static String arguments(org.quartz.JobDetail job, Trigger trigger) {
		Map<String, Object> merged = new LinkedHashMap<>(job.getJobDataMap());
		merged.putAll(trigger.getJobDataMap());
		return MaskedArguments.of(merged);
	}

	@Override
	public Set<JobAction> actions() {
		return Set.of(JobAction.RUN, JobAction.PAUSE, JobAction.RESUME, JobAction.RESET, JobAction.DELETE);
	}

	/**
	 * Act on a trigger; one that is run runs its job now, and one that is deleted takes
	 * the job and its other triggers with it.
	 */
	@Override
	public JobActionResult act(JobAction action, String key) throws Exception {
		List<String> names = JobKeys.split(key, 3);
		Scheduler scheduler = scheduler(names.get(0));
		Trigger trigger = (scheduler != null) ? scheduler.getTrigger(triggerKey(names)) : null;
		if (scheduler == null || trigger == null) {
			return JobActionResult.GONE;
		}
		JobKey job = trigger.getJobKey();
		switch (action) {
			case RUN -> scheduler.triggerJob(job, trigger.getJobDataMap());
			case PAUSE -> scheduler.pauseTrigger(trigger.getKey());
			case RESUME -> scheduler.resumeTrigger(trigger.getKey());
			case RESET -> scheduler.resetTriggerFromErrorState(trigger.getKey());
			case DELETE -> {
				if (this.defined.has(job)) {
					return JobActionResult.UNSUPPORTED;
				}
				return delete(scheduler, job);
			}
			default -> {
				return JobActionResult.UNSUPPORTED;
			}
		}
		return JobActionResult.OK;
	}

	/**
	 * A trigger that ends while its job is deleted is an error to Quartz.
	 */
	private static JobActionResult delete(Scheduler scheduler, JobKey job) throws SchedulerException {
		try {
			return scheduler.deleteJob(job) ? JobActionResult.OK : JobActionResult.GONE;
		}
		catch (SchedulerException ex) {
			if (ex.getCause() != null) {
				throw ex;
			}
			return JobActionResult.BUSY;
		}
	}

	private @Nullable Scheduler scheduler(String name) {
		return this.schedulers.stream()
			.filter((scheduler) -> scheduler.name().equals(name))
			.map(ObservedScheduler::scheduler)
			.findFirst()
			.orElse(null);
	}

	private static TriggerKey triggerKey(List<String> names) {
		return new TriggerKey(names.get(2), names.get(1));
	}

	private static @Nullable Instant instant(@Nullable Date date) {
		return (date != null) ? date.toInstant() : null;
	}

}
