package dev.monitor.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.database.PostgresProcess;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes of db-scheduler and of Quartz on one PostgreSQL, of which one is killed while
 * it runs a job of each.
 */
class KilledNodeTests {

	private static final int JOBS = 20;

	/**
	 * Quartz waits for 7.5 seconds beyond its interval until a node is dead.
	 */
	private static final ConditionFactory PATIENTLY = Awaitility.await().atMost(Duration.ofSeconds(60));

	@Test
	void eachJobRunsOnceAndThoseOfTheKilledNodeAreToldLostOnceByTheOther() throws Exception {
		try (PostgresProcess postgres = new PostgresProcess(); HikariDataSource pool = postgres.pool("monitor", 1)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			jdbc.execute("""
					create table scheduled_tasks (task_name text not null, task_instance text not null,
						task_data bytea, execution_time timestamptz not null, picked boolean not null, picked_by text,
						last_success timestamptz, last_failure timestamptz, consecutive_failures int,
						last_heartbeat timestamptz, version bigint not null, priority smallint,
						primary key (task_name, task_instance))""");
			jdbc.execute("create table ran (job text, node text)");
			Process killed = start(postgres.url());
			try (BufferedReader answers = killed.inputReader(StandardCharsets.UTF_8)) {
				PATIENTLY.until(() -> {
					assertThat(killed.isAlive()).isTrue();
					return isRunning(jdbc);
				});
				new ApplicationContextRunner().withConfiguration(JobNode.AUTO_CONFIGURATIONS)
					.withUserConfiguration(JobNode.Jobs.class)
					.withBean(RecordedRuns.class)
					.withPropertyValues(JobNode.properties(postgres.url(), "survivor").toArray(String[]::new))
					.run((survivor) -> {
						runOnBoth(survivor, jdbc);
						MeterRegistry registry = survivor.getBean(MeterRegistry.class);
						assertThat(Math.min(ask(killed, answers), JobNode.lastSuccess(registry)))
							.as("tick runs on either of them")
							.isLessThan(5);
						// SIGKILL
						killed.destroyForcibly().waitFor();
						awaitLost(survivor);
						assertThat(jdbc.queryForList("select job from ran where job like '%hang'", String.class))
							.containsExactlyInAnyOrder("db-scheduler hang", "quartz hang");
						PATIENTLY.until(() -> JobNode.lastSuccess(registry) < 2);
					});
			}
			finally {
				killed.destroyForcibly().waitFor();
			}
		}
	}

	private static void runOnBoth(AssertableApplicationContext survivor, JdbcTemplate jdbc) throws Exception {
		for (int i = 0; i < JOBS; i++) {
			survivor.getBean(Scheduler.class)
				.scheduleIfNotExists(new TaskInstance<>("fine", String.valueOf(i)), Instant.now());
			JobNode.schedule(survivor.getBean(org.quartz.Scheduler.class), JobNode.FineJob.class, String.valueOf(i));
		}
		PATIENTLY.until(() -> count(jdbc, "select count(distinct job) from ran") == 2 * JOBS);
		PATIENTLY.until(() -> count(jdbc, "select count(*) from scheduled_tasks where task_name = 'fine'") == 0
				&& count(jdbc, "select count(*) from qrtz_triggers where trigger_name <> 'hang'") == 0);
		assertThat(jdbc.queryForList("select job from ran group by job having count(*) > 1", String.class)).isEmpty();
	}

	private static void awaitLost(AssertableApplicationContext survivor) {
		RecordedRuns runs = survivor.getBean(RecordedRuns.class);
		String hangJob = JobNode.HangJob.class.getName();
		PATIENTLY.until(() -> runs.of("hang").size() >= 2 && runs.of(hangJob).size() >= 2);
		assertThat(runs.outcomes("hang")).containsExactly(JobOutcome.LOST, JobOutcome.SUCCESS);
		assertThat(runs.outcomes(hangJob)).containsExactly(JobOutcome.LOST, JobOutcome.SUCCESS);
		for (String system : List.of("db-scheduler", "quartz")) {
			assertThat(survivor.getBean(MeterRegistry.class)
				.get("monitor.job.lost")
				.tags("system", system)
				.counter()
				.count()).as(system).isEqualTo(1);
		}
	}

	private static boolean isRunning(JdbcTemplate jdbc) {
		String tables = "select count(*) from information_schema.tables where table_name = 'qrtz_fired_triggers'";
		return count(jdbc, tables) == 1
				&& count(jdbc, "select count(*) from qrtz_fired_triggers where state = 'EXECUTING'") == 1 && count(jdbc,
						"select count(*) from scheduled_tasks where task_name = 'hang' and picked_by = 'killed'") == 1;
	}

	private static int count(JdbcTemplate jdbc, String sql) {
		return Objects.requireNonNull(jdbc.queryForObject(sql, Integer.class));
	}

	private static double ask(Process node, BufferedReader answers) throws IOException {
		node.getOutputStream().write('\n');
		node.getOutputStream().flush();
		String line;
		do {
			line = answers.readLine();
			assertThat(line).isNotNull();
		}
		while (!line.startsWith("tick="));
		return Double.parseDouble(line.substring("tick=".length()));
	}

	private static Process start(String url) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", JobNode.class.getName(), url)
			.redirectError(ProcessBuilder.Redirect.INHERIT);
		builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		builder.environment().keySet().removeIf((variable) -> variable.startsWith("MONITOR_"));
		return builder.start();
	}

}
