package dev.monitor.job.quartz;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.monitor.job.JobType;
import dev.monitor.task.DurationText;
import org.quartz.CronTrigger;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;

/**
 * The jobs and triggers that the application defines: they come back with each start, and
 * are known before any job has run.
 *
 * @param jobs give the jobs
 * @param triggers give the triggers
 */
public record DefinedJobs(Supplier<? extends Iterable<JobDetail>> jobs,
		Supplier<? extends Iterable<Trigger>> triggers) {

	boolean has(JobKey key) {
		return classes().containsKey(key);
	}

	List<JobType> types() {
		Map<JobKey, String> classes = classes();
		Map<String, JobType> types = new LinkedHashMap<>();
		for (Trigger trigger : this.triggers.get()) {
			String type = classes.get(trigger.getJobKey());
			String schedule = schedule(trigger);
			if (type != null && !schedule.isEmpty()) {
				types.putIfAbsent(type, new JobType(type, schedule, null));
			}
		}
		classes.values().forEach((type) -> types.putIfAbsent(type, JobType.of(type)));
		return List.copyOf(types.values());
	}

	private Map<JobKey, String> classes() {
		Map<JobKey, String> classes = new HashMap<>();
		for (JobDetail job : this.jobs.get()) {
			classes.put(job.getKey(), job.getJobClass().getName());
		}
		return classes;
	}

	private static String schedule(Trigger trigger) {
		if (trigger instanceof CronTrigger cron) {
			return cron.getCronExpression();
		}
		if (trigger instanceof SimpleTrigger simple) {
			return (simple.getRepeatCount() != 0)
					? "every " + DurationText.of(Duration.ofMillis(simple.getRepeatInterval())) : "";
		}
		return "trigger";
	}

}
