package dev.monitor.benchmarks.job;

import java.util.List;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows in the tables of db-scheduler, Quartz and Spring Modulith: most of them wait, a
 * few are due, have failed or are paused. Classes of jobs are some that can be loaded.
 */
final class StoredJobs {

	private static final String TASKS = """
			create table scheduled_tasks (task_name text not null, task_instance text not null, task_data bytea,
				execution_time timestamptz not null, picked boolean not null, picked_by text,
				last_success timestamptz, last_failure timestamptz, consecutive_failures int,
				last_heartbeat timestamptz, version bigint not null, priority smallint,
				primary key (task_name, task_instance))""";

	private static final String FILL_TASKS = """
			insert into scheduled_tasks (task_name, task_instance, execution_time, picked, consecutive_failures, version)
			select 'task-' || i %% 10, 'i' || i, now() + (i - %d) * interval '1 second', false,
				case when i %% 50 = 0 then 3 else 0 end, 1 from generate_series(1, %d) i""";

	private static final String FILL_JOBS = """
			insert into qrtz_job_details (sched_name, job_name, job_group, job_class_name, is_durable,
				is_nonconcurrent, is_update_data, requests_recovery)
			select 'quartzScheduler', 'job-' || i, 'DEFAULT', 'java.lang.' || (array['Byte', 'Character', 'Double',
				'Float', 'Integer', 'Long', 'Number', 'Object', 'Short', 'String'])[1 + i %% 10], true, false, false, false
			from generate_series(0, %d) i""";

	private static final String FILL_TRIGGERS = """
			insert into qrtz_triggers (sched_name, trigger_name, trigger_group, job_name, job_group, next_fire_time,
				trigger_state, trigger_type, start_time)
			select 'quartzScheduler', 'trigger-' || i, 'DEFAULT', 'job-' || i, 'DEFAULT',
				(extract(epoch from now()) * 1000)::bigint + (i - %d) * 1000,
				case when i %% 50 = 0 then 'PAUSED' when i %% 51 = 0 then 'ERROR' else 'WAITING' end, 'SIMPLE', 0
			from generate_series(0, %d) i""";

	private static final String FILL_SIMPLE_TRIGGERS = """
			insert into qrtz_simple_triggers
			select 'quartzScheduler', 'trigger-' || i, 'DEFAULT', 0, 0, 0 from generate_series(0, 999) i""";

	private static final String FILL_PUBLICATIONS = """
			insert into event_publication (id, listener_id, event_type, serialized_event, publication_date, status,
				completion_attempts)
			select gen_random_uuid(), 'com.example.Listener' || i %% 10 || '.on', 'com.example.Event',
				'{"order":' || i || '}', now() - (%d - i) * interval '1 second',
				case when i %% 50 = 0 then 'FAILED' else 'PUBLISHED' end, case when i %% 100 = 0 then 10 else 1 end
			from generate_series(1, %d) i""";

	private StoredJobs() {
	}

	/**
	 * Create the table of db-scheduler, with the indexes that its script creates. The
	 * others create theirs themselves.
	 */
	static void create(JdbcTemplate jdbc) {
		List.of("drop table if exists scheduled_tasks", TASKS,
				"create index execution_time_idx on scheduled_tasks (execution_time)",
				"create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)",
				"create index priority_execution_time_idx on scheduled_tasks (priority desc, execution_time asc)")
			.forEach(jdbc::execute);
	}

	/**
	 * Add jobs, of which one in a hundred is due.
	 * @param jdbc the database
	 * @param rows how many for each system
	 */
	static void fill(JdbcTemplate jdbc, int rows) {
		int due = rows / 100;
		fill(jdbc, "scheduled_tasks", FILL_TASKS.formatted(due, rows));
		fill(jdbc, "qrtz_job_details", FILL_JOBS.formatted(rows - 1));
		fill(jdbc, "qrtz_triggers", FILL_TRIGGERS.formatted(due, rows - 1));
		fill(jdbc, "qrtz_simple_triggers", FILL_SIMPLE_TRIGGERS);
		fill(jdbc, "event_publication", FILL_PUBLICATIONS.formatted(rows, rows));
	}

	/**
	 * Without statistics of one table, keys that the next refers to are looked for by the
	 * wrong index.
	 */
	private static void fill(JdbcTemplate jdbc, String table, String sql) {
		jdbc.execute(sql);
		jdbc.execute("vacuum (analyze) " + table);
	}

}
