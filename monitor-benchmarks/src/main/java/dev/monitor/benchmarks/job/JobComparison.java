package dev.monitor.benchmarks.job;

import java.lang.management.ManagementFactory;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import com.sun.management.ThreadMXBean;
import dev.monitor.benchmarks.Machine;
import dev.monitor.job.Job;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobPage;
import dev.monitor.job.JobQuery;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobState;
import dev.monitor.job.JobSystem;
import dev.monitor.job.JobTimes;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Asks db-scheduler, Quartz and Spring Modulith, each with many jobs in one PostgreSQL,
 * for samples and pages, and measures what it costs to be told of a run. Prints the
 * tables of {@code docs/benchmarks.md}. The first argument is the JDBC URL of an empty
 * database, the second how many jobs each system keeps, or 0 to ask for those that are
 * there already.
 */
public final class JobComparison {

	private static final int ROUNDS = Integer.getInteger("rounds", 20);

	private static final int BATCHES = 60;

	private static final int BATCH = 20_000;

	private static final Map<String, JobQuery> QUERIES = Map.of("page, the first", JobQuery.ALL, "page, failed",
			new JobQuery(JobState.FAILED, null, null, null), "page, will run again",
			new JobQuery(JobState.RETRYABLE, null, null, null), "page, scheduled",
			new JobQuery(JobState.SCHEDULED, null, null, null));

	private JobComparison() {
	}

	public static void main(String[] args) throws Exception {
		String url = args[0];
		int rows = (args.length > 1) ? Integer.parseInt(args[1]) : 1_000_000;
		System.out.printf(Locale.ROOT, "%s, %d processors, Java %s%n%n", Machine.processor(),
				Runtime.getRuntime().availableProcessors(), Runtime.version());
		try (var connection = DriverManager.getConnection(url)) {
			JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			if (rows > 0) {
				StoredJobs.create(jdbc);
			}
			ConfigurableApplicationContext app = start(url, rows > 0);
			if (rows > 0) {
				StoredJobs.fill(jdbc, rows);
			}
			ask(app);
			observe(app.getBean(JobRuns.class));
		}
		// at its end Spring Modulith would load all publications
		Runtime.getRuntime().halt(0);
	}

	private static ConfigurableApplicationContext start(String url, boolean create) {
		return SpringApplication.run(StoredApplication.class, "--spring.main.web-application-type=none",
				"--spring.main.banner-mode=off", "--logging.level.root=warn", "--spring.datasource.url=" + url,
				"--spring.quartz.job-store-type=jdbc",
				"--spring.quartz.jdbc.initialize-schema=" + (create ? "always" : "never"),
				"--spring.quartz.auto-startup=false",
				"--spring.quartz.properties.org.quartz.jobStore.driverDelegateClass="
						+ "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate",
				"--spring.modulith.events.jdbc.schema-initialization.enabled=true",
				"--spring.modulith.events.republish-outstanding-events-on-restart=false",
				"--db-scheduler.polling-interval=1h", "--monitor.jobs.sampling.enabled=false");
	}

	private static void ask(ConfigurableApplicationContext app) throws Exception {
		System.out.println("| system | asked for | median ms | longest ms | kB allocated |");
		System.out.println("|---|---|---|---|---|");
		for (JobSystem system : app.getBeanProvider(JobSystem.class).orderedStream().toList()) {
			measure(system.name(), "sample", system::sample);
			for (Map.Entry<String, JobQuery> query : QUERIES.entrySet()
				.stream()
				.sorted(Map.Entry.comparingByKey())
				.toList()) {
				measure(system.name(), query.getKey(), () -> system.page(query.getValue()));
			}
			JobPage first = system.page(JobQuery.ALL);
			JobQuery second = new JobQuery(null, null, null, first.next());
			measure(system.name(), "page, the second", () -> system.page(second));
			JobQuery type = new JobQuery(null, first.jobs().get(0).job().type(), null, null);
			measure(system.name(), "page, one type", () -> system.page(type));
			JobQuery none = new JobQuery(null, "no.such.Type", null, null);
			measure(system.name(), "page, a type that is not there", () -> system.page(none));
			String key = first.jobs().get(0).key();
			measure(system.name(), "one job", () -> system.job(key, true));
		}
		System.out.println();
	}

	private static void measure(String system, String what, Callable<?> call) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		double[] millis = new double[ROUNDS];
		long allocated = 0;
		for (int i = -2; i < ROUNDS; i++) {
			long before = threads.getCurrentThreadAllocatedBytes();
			long start = System.nanoTime();
			try {
				call.call();
			}
			catch (Exception ex) {
				System.out.printf(Locale.ROOT, "| %s | %s | %s | | |%n", system, what, ex.getMessage());
				return;
			}
			long end = System.nanoTime();
			if (i >= 0) {
				millis[i] = (end - start) / 1e6;
				allocated = Math.max(allocated, threads.getCurrentThreadAllocatedBytes() - before);
			}
		}
		Arrays.sort(millis);
		System.out.printf(Locale.ROOT, "| %s | %s | %.1f | %.1f | %d |%n", system, what, millis[ROUNDS / 2],
				millis[ROUNDS - 1], allocated / 1000);
	}

	/**
	 * What a run pays for being told, beginning and end, to all listeners: meters,
	 * counts, failures, events. Failures are logged, which is not in it.
	 */
	private static void observe(JobRuns runs) {
		System.out.println("| a run is told | median us | quartiles us |");
		System.out.println("|---|---|---|");
		Job job = new Job("db-scheduler", Job.DEFAULT_QUEUE, "task-1", "17");
		double[] micros = new double[BATCHES];
		for (int i = -BATCHES; i < BATCHES; i++) {
			long start = System.nanoTime();
			for (int j = 0; j < BATCH; j++) {
				runs.started(job);
				Instant now = Instant.now();
				runs.ended(new JobRun(job, 1, JobOutcome.SUCCESS, null, new JobTimes(now, now, Duration.ofMillis(5))));
			}
			if (i >= 0) {
				micros[i] = (System.nanoTime() - start) / 1e3 / BATCH;
			}
		}
		Arrays.sort(micros);
		System.out.printf(Locale.ROOT, "| success | %.2f | %.2f to %.2f |%n%n", micros[BATCHES / 2],
				micros[BATCHES / 4], micros[3 * BATCHES / 4]);
	}

	/**
	 * An application with all three systems, none of which runs anything.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class StoredApplication {

	}

}
