package dev.monitor.job.quartz;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.monitor.job.JobQuery;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobState;
import dev.monitor.job.jdbc.JobQueries;
import org.jspecify.annotations.Nullable;
import org.quartz.JobKey;

/**
 * {@link TriggerStore} in the tables of Quartz: one grouped query for a sample, and lists
 * by keys, both along the indexes that its scripts create.
 */
final class JdbcTriggers implements TriggerStore {

	private static final Duration SAMPLE_TIMEOUT = Duration.ofSeconds(30);

	private static final String COUNT = """
			select TRIGGER_STATE, count(*), sum(case when NEXT_FIRE_TIME between 1 and ? then 1 else 0 end),
				min(case when NEXT_FIRE_TIME > 0 then NEXT_FIRE_TIME end)
			from %sTRIGGERS where SCHED_NAME = ? group by TRIGGER_STATE""";

	private static final String LIST = """
			select t.TRIGGER_GROUP, t.TRIGGER_NAME, t.JOB_GROUP, t.JOB_NAME, t.TRIGGER_STATE, t.NEXT_FIRE_TIME,
				j.JOB_CLASS_NAME
			from %1$sTRIGGERS t join %1$sJOB_DETAILS j
				on j.SCHED_NAME = t.SCHED_NAME and j.JOB_NAME = t.JOB_NAME and j.JOB_GROUP = t.JOB_GROUP
			where t.SCHED_NAME = ? and t.NEXT_FIRE_TIME >= ? and (t.NEXT_FIRE_TIME > ? or t.TRIGGER_GROUP > ?
				or (t.TRIGGER_GROUP = ? and t.TRIGGER_NAME > ?))""";

	private static final String ORDER = " order by t.NEXT_FIRE_TIME, t.TRIGGER_GROUP, t.TRIGGER_NAME";

	private final JobQueries queries;

	private final String prefix;

	private final String scheduler;

	/**
	 * Create the store.
	 * @param queries ask the database
	 * @param prefix what the names of tables begin with
	 * @param scheduler name of the scheduler
	 */
	JdbcTriggers(JobQueries queries, String prefix, String scheduler) {
		this.queries = queries;
		this.prefix = prefix;
		this.scheduler = scheduler;
	}

	@Override
	public JobSample sample(String queue, Instant now) throws SQLException {
		Map<JobState, Long> counts = TriggerStore.counts();
		List<Instant> oldest = this.queries.query(SAMPLE_TIMEOUT, 0, (row) -> {
			JobState state = state(row.getString(1), JobState.SCHEDULED);
			long due = row.getLong(3);
			if (state == JobState.SCHEDULED) {
				counts.merge(JobState.AVAILABLE, due, Long::sum);
				counts.merge(state, row.getLong(2) - due, Long::sum);
				return (due > 0) ? Instant.ofEpochMilli(row.getLong(4)) : Instant.MAX;
			}
			if (state != null) {
				counts.merge(state, row.getLong(2), Long::sum);
			}
			return Instant.MAX;
		}, COUNT.formatted(this.prefix), List.of(now.toEpochMilli(), this.scheduler));
		return TriggerStore.sample(queue, counts,
				oldest.stream().filter((due) -> due.isBefore(now)).min(Instant::compareTo).orElse(null));
	}

	@Override
	public List<StoredTrigger> list(JobQuery query, StoredTrigger.Place after, int most, Instant now)
			throws SQLException {
		StringBuilder sql = new StringBuilder(LIST.formatted(this.prefix));
		List<Object> parameters = new ArrayList<>(
				List.of(this.scheduler, after.next(), after.next(), after.group(), after.group(), after.name()));
		sql.append(condition(query.state()));
		if (query.state() == JobState.AVAILABLE || query.state() == JobState.SCHEDULED) {
			sql.append((query.state() == JobState.AVAILABLE) ? " and t.NEXT_FIRE_TIME between 1 and ?"
					: " and not t.NEXT_FIRE_TIME between 1 and ?");
			parameters.add(now.toEpochMilli());
		}
		if (query.type() != null) {
			sql.append(" and j.JOB_CLASS_NAME = ?");
			parameters.add(query.type());
		}
		if (query.id() != null) {
			sql.append(" and substring(concat(t.JOB_GROUP, '.', t.JOB_NAME), 1, ?) = ?");
			parameters.add(query.id().length());
			parameters.add(query.id());
		}
		return this.queries.first(most, (row) -> stored(row, now), sql.append(ORDER).toString(), parameters);
	}

	private static String condition(@Nullable JobState state) {
		if (state == null) {
			return " and t.TRIGGER_STATE not in ('COMPLETE', 'DELETED')";
		}
		return switch (state) {
			case AVAILABLE, SCHEDULED -> " and t.TRIGGER_STATE in ('WAITING', 'ACQUIRED', 'BLOCKED', 'EXECUTING')";
			case PAUSED -> " and t.TRIGGER_STATE in ('PAUSED', 'PAUSED_BLOCKED')";
			case FAILED -> " and t.TRIGGER_STATE = 'ERROR'";
			case RUNNING, RETRYABLE -> " and t.TRIGGER_STATE = ''";
		};
	}

	private static StoredTrigger stored(ResultSet row, Instant now) throws SQLException {
		StoredTrigger.Place place = new StoredTrigger.Place(row.getLong(6), row.getString(1), row.getString(2));
		JobState state = state(row.getString(5), place.waiting(now));
		return new StoredTrigger(place, new JobKey(row.getString(4), row.getString(3)), row.getString(7),
				(state != null) ? state : place.waiting(now));
	}

	private static @Nullable JobState state(String stored, JobState waiting) {
		return switch (stored) {
			case "ERROR" -> JobState.FAILED;
			case "PAUSED", "PAUSED_BLOCKED" -> JobState.PAUSED;
			case "COMPLETE", "DELETED" -> null;
			default -> waiting;
		};
	}

}
