package dev.monitor.delivery.autoconfigure;

import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.monitor.delivery.Deliveries;
import dev.monitor.delivery.DeliveryFailure;
import dev.monitor.delivery.DeliveryListener;
import dev.monitor.job.autoconfigure.DbSchedulerJobAutoConfiguration;
import dev.monitor.job.autoconfigure.JobAutoConfiguration;
import dev.monitor.job.autoconfigure.ScheduledJobAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ScheduledTasksObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Deliveries in jobs that are observed: what failed for good is told once, when the job
 * has.
 */
class JobDeliveriesTests {

	private static final String TABLE = """
			create table scheduled_tasks (task_name varchar(100) not null, task_instance varchar(100) not null,
				task_data blob, execution_time timestamp(6) with time zone not null, picked boolean not null,
				picked_by varchar(50), last_success timestamp(6) with time zone,
				last_failure timestamp(6) with time zone, consecutive_failures int,
				last_heartbeat timestamp(6) with time zone, version bigint not null, priority smallint,
				primary key (task_name, task_instance))""";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DeliveryAutoConfiguration.class, JobAutoConfiguration.class))
		.withBean(Told.class);

	@Test
	void aJobThatIsTriedThreeTimesHasFailedToDeliverOnce() {
		String url = "jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1";
		new JdbcTemplate(new DriverManagerDataSource(url, "sa", "")).execute(TABLE);
		this.runner
			.withConfiguration(AutoConfigurations.of(DbSchedulerJobAutoConfiguration.class,
					DbSchedulerAutoConfiguration.class, DataSourceAutoConfiguration.class))
			.withUserConfiguration(Webhooks.class)
			.withPropertyValues("spring.datasource.url=" + url, "spring.datasource.username=sa",
					"db-scheduler.polling-interval=50ms", "db-scheduler.shutdown-max-wait=1s")
			.run((context) -> {
				Told told = context.getBean(Told.class);
				Task<?> task = context.getBean("webhook", Task.class);
				context.getBean(Scheduler.class).scheduleIfNotExists(task.instance("17"), Instant.now());
				await().until(() -> !told.failures.isEmpty());
				assertThat(told.attempts).hasValue(3);
				assertThat(told.failures).singleElement().satisfies((failure) -> {
					assertThat(failure.channel()).isEqualTo("webhooks");
					assertThat(failure.host()).isEqualTo("a.test");
					assertThat(failure.reason()).isEqualTo("econnrefused");
					assertThat(failure.attempts()).isEqualTo(3);
				});
			});
	}

	@Test
	void eachRunOfAScheduledMethodThatFailsHasFailedToDeliver() {
		this.runner
			.withConfiguration(
					AutoConfigurations.of(ScheduledJobAutoConfiguration.class, TaskSchedulingAutoConfiguration.class,
							ObservationAutoConfiguration.class, ScheduledTasksObservationAutoConfiguration.class))
			.withUserConfiguration(Scheduling.class)
			.run((context) -> {
				Told told = context.getBean(Told.class);
				await().until(() -> told.failures.size() >= 2);
				assertThat(told.failures.size()).isLessThanOrEqualTo(told.attempts.get());
			});
	}

	private static void deliver(Deliveries deliveries) throws ConnectException {
		deliveries.attempt("webhooks", "https://a.test/hook", () -> {
			throw new ConnectException();
		});
	}

	static final class Told implements DeliveryListener {

		private final AtomicInteger attempts = new AtomicInteger();

		private final List<DeliveryFailure> failures = new CopyOnWriteArrayList<>();

		@Override
		public void attempted(String channel, String host, Duration duration, @Nullable String reason) {
			this.attempts.incrementAndGet();
		}

		@Override
		public void failed(DeliveryFailure failure) {
			this.failures.add(failure);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Webhooks {

		@Bean
		Task<Void> webhook(ObjectProvider<Deliveries> deliveries) {
			return Tasks.oneTime("webhook")
				.onFailure(FailureHandler.<Void>maxRetries(2).retryEvery(Duration.ofMillis(50)).thenRemove())
				.execute((instance, context) -> {
					try {
						deliver(deliveries.getObject());
					}
					catch (ConnectException ex) {
						throw new IllegalStateException("The order is not told", ex);
					}
				});
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduling {

		private final Deliveries deliveries;

		Scheduling(Deliveries deliveries) {
			this.deliveries = deliveries;
		}

		@Scheduled(fixedDelay = 100)
		void report() throws ConnectException {
			deliver(this.deliveries);
		}

	}

}
