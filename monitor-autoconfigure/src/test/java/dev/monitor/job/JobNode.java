package dev.monitor.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.monitor.job.autoconfigure.DbSchedulerJobAutoConfiguration;
import dev.monitor.job.autoconfigure.JobAutoConfiguration;
import dev.monitor.job.autoconfigure.QuartzJobAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.Configurations;
import org.springframework.boot.context.annotation.UserConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A node of a cluster that runs jobs of db-scheduler and Quartz. As a process of its own
 * it is there to be killed: what it begins first never ends on it.
 */
final class JobNode {

	static final String KILLED = "killed";

	static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(JobAutoConfiguration.class,
			DbSchedulerJobAutoConfiguration.class, QuartzJobAutoConfiguration.class, DbSchedulerAutoConfiguration.class,
			QuartzAutoConfiguration.class, DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class);

	private JobNode() {
	}

	/**
	 * Start the node that is killed. For each line that it reads it writes how long ago
	 * {@code tick} succeeded on it, in seconds.
	 */
	public static void main(String[] args) throws IOException, SchedulerException {
		SpringApplication application = new SpringApplication(
				Configurations.getClasses(AUTO_CONFIGURATIONS, UserConfigurations.of(Jobs.class)));
		ConfigurableApplicationContext context = application
			.run(properties(args[0], KILLED).stream().map((property) -> "--" + property).toArray(String[]::new));
		context.getBean(Scheduler.class).scheduleIfNotExists(new TaskInstance<>("hang", "1"), Instant.now());
		schedule(context.getBean(org.quartz.Scheduler.class), HangJob.class, "hang");
		MeterRegistry registry = context.getBean(MeterRegistry.class);
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		while (input.readLine() != null) {
			System.out.println("tick=" + lastSuccess(registry));
		}
		System.exit(0);
	}

	static double lastSuccess(MeterRegistry registry) {
		return registry.get("monitor.job.last.success").tags("system", "db-scheduler", "type", "tick").gauge().value();
	}

	static void schedule(org.quartz.Scheduler scheduler, Class<? extends Job> job, String name)
			throws SchedulerException {
		scheduler.scheduleJob(JobBuilder.newJob(job).withIdentity(name).requestRecovery().build(),
				TriggerBuilder.newTrigger().withIdentity(name).startNow().build());
	}

	static List<String> properties(String url, String name) {
		String quartz = "spring.quartz.properties.org.quartz.";
		return List.of("node=" + name, "spring.main.web-application-type=none", "spring.main.banner-mode=off",
				"logging.level.root=warn", "spring.datasource.url=" + url, "spring.datasource.username=monitor",
				"db-scheduler.scheduler-name=" + name, "db-scheduler.polling-interval=100ms",
				"db-scheduler.heartbeat-interval=500ms", "db-scheduler.missed-heartbeats-limit=4",
				"db-scheduler.shutdown-max-wait=1s", "spring.quartz.job-store-type=jdbc",
				"spring.quartz.jdbc.initialize-schema=" + (name.equals(KILLED) ? "always" : "never"),
				quartz + "scheduler.instanceId=" + name, quartz + "jobStore.isClustered=true",
				quartz + "jobStore.clusterCheckinInterval=500",
				quartz + "jobStore.driverDelegateClass=org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
	}

	/**
	 * What jobs do: a row for each run, with the node that it was on.
	 */
	static final class Work {

		private final JdbcTemplate jdbc;

		private final String node;

		Work(JdbcTemplate jdbc, Environment environment) {
			this.jdbc = jdbc;
			this.node = environment.getRequiredProperty("node");
		}

		void run(String job) {
			this.jdbc.update("insert into ran values (?, ?)", job, this.node);
		}

		void hang(String job) {
			if (!this.node.equals(KILLED)) {
				run(job);
				return;
			}
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Jobs {

		@Bean
		Work work(JdbcTemplate jdbc, Environment environment) {
			return new Work(jdbc, environment);
		}

		@Bean
		Task<Void> fine(Work work) {
			return Tasks.oneTime("fine").execute((instance, context) -> work.run("db-scheduler " + instance.getId()));
		}

		@Bean
		Task<Void> hang(Work work) {
			return Tasks.oneTime("hang").execute((instance, context) -> work.hang("db-scheduler hang"));
		}

		@Bean
		Task<Void> tick() {
			return Tasks.recurring("tick", FixedDelay.ofMillis(200)).execute((instance, context) -> {
			});
		}

	}

	/**
	 * A job that ends at once.
	 */
	static final class FineJob implements Job {

		private final Work work;

		FineJob(Work work) {
			this.work = work;
		}

		@Override
		public void execute(JobExecutionContext context) {
			this.work.run("quartz " + context.getJobDetail().getKey().getName());
		}

	}

	/**
	 * A job that does not end on the node that is killed.
	 */
	static final class HangJob implements Job {

		private final Work work;

		HangJob(Work work) {
			this.work = work;
		}

		@Override
		public void execute(JobExecutionContext context) {
			this.work.hang("quartz hang");
		}

	}

}
