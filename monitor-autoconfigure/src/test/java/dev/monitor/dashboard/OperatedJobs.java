package dev.monitor.dashboard;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.h2.jdbcx.JdbcDataSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application with a scheduler of db-scheduler in H2, whose deliveries fail for good.
 */
@Configuration(proxyBeanMethods = false)
public class OperatedJobs {

	static final Task<Order> DELIVER = Tasks.oneTime("deliver", Order.class)
		.onFailure(FailureHandler.<Order>maxRetries(1).retryEvery(Duration.ofMillis(10)).thenRemove())
		.execute((instance, context) -> {
			if (OperatedJobs.BROKEN.get()) {
				throw new IllegalStateException("no partner for order 10" + instance.getData().number());
			}
		});

	static final AtomicBoolean BROKEN = new AtomicBoolean();

	@Bean(initMethod = "start", destroyMethod = "stop")
	Scheduler deliveries() throws SQLException {
		JdbcDataSource database = new JdbcDataSource();
		database.setURL("jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
		try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("""
					create table scheduled_tasks (task_name varchar(100) not null, task_instance varchar(100) not null,
						task_data blob, execution_time timestamp(6) with time zone not null, picked boolean not null,
						picked_by varchar(50), last_success timestamp(6) with time zone,
						last_failure timestamp(6) with time zone, consecutive_failures int,
						last_heartbeat timestamp(6) with time zone, version bigint not null, priority smallint,
						primary key (task_name, task_instance))""");
		}
		return Scheduler.create(database, DELIVER)
			.pollingInterval(Duration.ofMillis(50))
			.shutdownMaxWait(Duration.ofSeconds(1))
			.build();
	}

	record Order(int number, String password) implements Serializable {

	}

}
