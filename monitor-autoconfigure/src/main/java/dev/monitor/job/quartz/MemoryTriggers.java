package dev.monitor.job.quartz;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;

import dev.monitor.job.JobCount;
import dev.monitor.job.JobQuery;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobState;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * {@link TriggerStore} of a scheduler that keeps its triggers in memory.
 */
final class MemoryTriggers implements TriggerStore {

	private final Scheduler scheduler;

	MemoryTriggers(Scheduler scheduler) {
		this.scheduler = scheduler;
	}

	@Override
	public JobSample sample(String queue, Instant now) throws SchedulerException {
		Map<JobState, Long> counts = TriggerStore.counts();
		Instant oldest = null;
		for (StoredTrigger trigger : all(now)) {
			counts.merge(trigger.state(), 1L, Long::sum);
			Instant next = Instant.ofEpochMilli(trigger.place().next());
			if (trigger.state() == JobState.AVAILABLE && (oldest == null || next.isBefore(oldest))) {
				oldest = next;
			}
		}
		return TriggerStore.sample(queue, counts, oldest);
	}

	@Override
	public List<StoredTrigger> list(JobQuery query, StoredTrigger.Place after, int most, Instant now)
			throws SchedulerException {
		return all(now).stream()
			.filter((trigger) -> trigger.place().compareTo(after) > 0 && query.matches(trigger.entry("")))
			.sorted(Comparator.comparing(StoredTrigger::place))
			.limit(most)
			.toList();
	}

	private List<StoredTrigger> all(Instant now) throws SchedulerException {
		List<StoredTrigger> all = new ArrayList<>();
		for (TriggerKey key : this.scheduler.getTriggerKeys(GroupMatcher.anyGroup())) {
			if (all.size() == JobCount.MOST) {
				break;
			}
			StoredTrigger stored = stored(key, now);
			if (stored != null) {
				all.add(stored);
			}
		}
		return all;
	}

	/**
	 * One that has ended meanwhile is gone.
	 */
	private @Nullable StoredTrigger stored(TriggerKey key, Instant now) throws SchedulerException {
		Trigger trigger = this.scheduler.getTrigger(key);
		JobDetail job = (trigger != null) ? this.scheduler.getJobDetail(trigger.getJobKey()) : null;
		if (trigger == null || job == null) {
			return null;
		}
		Date next = trigger.getNextFireTime();
		StoredTrigger.Place place = new StoredTrigger.Place((next != null) ? next.toInstant().toEpochMilli() : -1,
				key.getGroup(), key.getName());
		JobState state = switch (this.scheduler.getTriggerState(key)) {
			case NORMAL, BLOCKED -> place.waiting(now);
			case PAUSED -> JobState.PAUSED;
			case ERROR -> JobState.FAILED;
			case COMPLETE, NONE -> null;
		};
		return (state != null) ? new StoredTrigger(place, job.getKey(), job.getJobClass().getName(), state) : null;
	}

}
