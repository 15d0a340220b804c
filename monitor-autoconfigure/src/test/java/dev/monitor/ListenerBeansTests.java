package dev.monitor;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.monitor.database.DatabaseListener;
import dev.monitor.database.autoconfigure.DatabaseAutoConfiguration;
import dev.monitor.failure.Listeners;
import dev.monitor.job.Job;
import dev.monitor.job.JobListener;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobSystem;
import dev.monitor.job.JobTimes;
import dev.monitor.job.autoconfigure.JobAutoConfiguration;
import dev.monitor.sql.DataSourceObserver;
import dev.monitor.sql.StatementListener;
import dev.monitor.sql.autoconfigure.ObservedDataSourceAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.assertj.core.api.ThrowingConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for beans of all public listener types: all of a user's join, in order, and what
 * one throws harms neither the others nor our own meters.
 */
class ListenerBeansTests {

	private static final ApplicationContextRunner DATABASE = runner(DatabaseAutoConfiguration.class,
			ObservedDataSourceAutoConfiguration.class, DataSourceAutoConfiguration.class)
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:listeners");

	private static final ApplicationContextRunner JOBS = runner(JobAutoConfiguration.class).withBean(JobSystem.class,
			() -> () -> "mine");

	private final List<String> heard = new CopyOnWriteArrayList<>();

	static Stream<Case> cases() {
		return Stream.of(new Case(DatabaseListener.class, DATABASE, ListenerBeansTests::query, "monitor.db.conflicts"),
				new Case(StatementListener.class, DATABASE, ListenerBeansTests::query, "monitor.db.query"),
				new Case(DataSourceObserver.class, DATABASE, ListenerBeansTests::query, "monitor.db.query"),
				new Case(JobListener.class, JOBS, ListenerBeansTests::job, "monitor.job.run"));
	}

	@ParameterizedTest
	@MethodSource("cases")
	@SuppressWarnings("unchecked")
	void allJoinInOrderAndOneThatThrowsHarmsNobody(Case listeners) {
		Class<Object> type = (Class<Object>) listeners.type();
		try (CapturedLog log = new CapturedLog(Listeners.class)) {
			listeners.runner()
				.withBean("third", type, () -> listener(type, "third", 3))
				.withBean("second", type, () -> listener(type, "second", 2))
				.withBean("first", type, () -> listener(type, "first", 1))
				.run((context) -> {
					assertThat(context).hasNotFailed();
					listeners.event().accept(context);
					assertThat(context.getBean(MeterRegistry.class).find(listeners.meter()).meters()).isNotEmpty();
				});
			assertThat(this.heard.stream().distinct()).containsExactly("first", "second", "third");
			assertThat(log.lines()).filteredOn((line) -> line.startsWith("WARN")).isNotEmpty();
		}
	}

	private static ApplicationContextRunner runner(Class<?>... autoConfigurations) {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(autoConfigurations))
			.withConfiguration(
					AutoConfigurations.of(MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));
	}

	private static void query(ApplicationContext context) throws Exception {
		try (Connection connection = context.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			assertThat(statement.execute("select 1")).isTrue();
		}
	}

	private static void job(ApplicationContext context) {
		context.getBean(JobRuns.class)
			.ended(new JobRun(new Job("mine", Job.DEFAULT_QUEUE, "t", ""), 1, JobOutcome.SUCCESS, null,
					new JobTimes(null, Instant.now(), Duration.ZERO)));
	}

	/**
	 * Make a listener that notes that it was told of anything; the first one throws.
	 */
	private Object listener(Class<?> type, String name, int order) {
		return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type, Ordered.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "getOrder" -> order;
					case "hashCode" -> System.identityHashCode(proxy);
					case "equals" -> proxy == arguments[0];
					case "toString" -> name;
					default -> told(name, method.getReturnType());
				});
	}

	private @Nullable Object told(String name, Class<?> result) {
		this.heard.add(name);
		if (name.equals("first")) {
			throw new IllegalStateException("first");
		}
		if (result == StatementListener.class) {
			return (StatementListener) (execution) -> {
			};
		}
		return (result == boolean.class) ? true : null;
	}

	/**
	 * Listeners of one type.
	 *
	 * @param type the type
	 * @param runner the features that tell them
	 * @param event makes something happen that they are told of, unless the start does
	 * @param meter one of ours that is fed by the same events
	 */
	record Case(Class<?> type, AbstractApplicationContextRunner<?, ?, ?> runner,
			ThrowingConsumer<ApplicationContext> event, String meter) {

		@Override
		public String toString() {
			return this.type.getSimpleName();
		}

	}

}
