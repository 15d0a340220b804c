package dev.monitor.warmup.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.CapturedLog;
import dev.monitor.gate.Gate;
import dev.monitor.http.RequestMark;
import dev.monitor.http.observation.OwnRequestsPredicate;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.warmup.CacheWarmer;
import dev.monitor.warmup.CachesWarmupTask;
import dev.monitor.warmup.Warmup;
import dev.monitor.warmup.WarmupGate;
import dev.monitor.warmup.WarmupListener;
import dev.monitor.warmup.WarmupProgress;
import dev.monitor.warmup.WarmupReport;
import dev.monitor.warmup.WarmupReport.State;
import dev.monitor.warmup.WarmupTask;
import dev.monitor.warmup.actuate.WarmupEndpoint;
import dev.monitor.warmup.http.RequestsWarmupTask;
import dev.monitor.warmup.jdbc.DataSourcesWarmupTask;
import dev.monitor.warmup.metrics.WarmupMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

class WarmupAutoConfigurationTests {

	private static final AutoConfigurations DOOR = AutoConfigurations.of(WarmupAutoConfiguration.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(DOOR);

	private final WebApplicationContextRunner webRunner = new WebApplicationContextRunner().withConfiguration(DOOR);

	@Test
	void theGateWaitsForTheUsersTask() {
		this.webRunner.withUserConfiguration(TaskConfiguration.class)
			.withPropertyValues("management.endpoints.web.exposure.include=warmup", "monitor.warmup.requests[0].path=/")
			.run((context) -> {
				assertThat(context.getBean(Warmup.class).report().tasks()).extracting((task) -> task.name())
					.containsExactlyInAnyOrder("mine", "requests");
				assertThat(context.getBean(WarmupGate.class).verdict().open()).isFalse();
				assertThat(context).hasSingleBean(WarmupEndpoint.class)
					.hasSingleBean(WarmupMetrics.class)
					.hasSingleBean(OwnRequestsPredicate.class);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.enabled=false", "monitor.warmup.enabled=false" })
	void offLeavesNothingBehind(String property) {
		this.webRunner
			.withPropertyValues(property, "management.endpoints.web.exposure.include=*",
					"monitor.warmup.requests[0].path=/")
			.run((context) -> assertThat(context).doesNotHaveBean(Warmup.class)
				.doesNotHaveBean(Gate.class)
				.doesNotHaveBean(WarmupTask.class)
				.doesNotHaveBean(RequestMark.class)
				.doesNotHaveBean(WarmupEndpoint.class));
	}

	@Test
	void startsWithoutActuatorMicrometerAndWebServer() {
		this.runner
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate", "io.micrometer",
					"org.springframework.boot.web.server", "jakarta.servlet"))
			.withPropertyValues("monitor.warmup.requests[0].path=/")
			.run((context) -> assertThat(context).hasSingleBean(WarmupGate.class)
				.doesNotHaveBean("monitorWarmupEndpoint")
				.doesNotHaveBean(WarmupListener.class)
				.doesNotHaveBean("monitorUnmarkedRequestsPredicate"));
	}

	@Test
	void startsWithoutMetricsRegistry() {
		this.runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasSingleBean(Warmup.class).doesNotHaveBean(WarmupListener.class));
	}

	@Test
	void anAppWithoutAWebServerSendsNoRequests() {
		this.runner.withPropertyValues("monitor.warmup.requests[0].path=/")
			.run((context) -> assertThat(context).hasSingleBean(WarmupGate.class)
				.doesNotHaveBean(RequestsWarmupTask.class)
				.doesNotHaveBean(ServerProperties.class));
	}

	@Test
	void methodsAreSentInCapitals() {
		WarmupProperties properties = new WarmupProperties();
		WarmupProperties.Request request = new WarmupProperties.Request();
		request.setPath("/orders");
		request.setMethod("post");
		properties.setRequests(List.of(request));
		assertThat(ConfiguredRequests.from(properties, "/shop")).hasToString("[POST /shop/orders]");
	}

	@Test
	void withoutRequestsThereIsNoTaskForThem() {
		this.webRunner.run((context) -> assertThat(context).hasSingleBean(WarmupGate.class)
			.doesNotHaveBean(WarmupTask.class)
			.doesNotHaveBean(RequestMark.class)
			.doesNotHaveBean(OwnRequestsPredicate.class));
	}

	@Test
	void listenersOfTheUserJoinInTheirOrderAndTheMetersStay() {
		BlockingTask task = new BlockingTask();
		task.mayEnd.countDown();
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		this.runner.withUserConfiguration(ListenerConfiguration.class)
			.withBean(WarmupTask.class, () -> task)
			.run((context) -> {
				context.getBean(WarmupMetrics.class).bindTo(registry);
				Warmup warmup = context.getBean(Warmup.class);
				warmup.start();
				await().until(() -> warmup.report().state() == State.SUCCEEDED);
				assertThat(context.getBean(ListenerConfiguration.class).heard).containsExactly("first blocking SUCCESS",
						"second blocking SUCCESS");
				assertThat(registry.get("monitor.warmup.task").tags("outcome", "success").timer().count()).isEqualTo(1);
			});
	}

	@Test
	void withoutAutoTheGateIsOpen() {
		this.webRunner.withUserConfiguration(TaskConfiguration.class)
			.withPropertyValues("monitor.warmup.auto=false")
			.run((context) -> {
				assertThat(context.getBean(WarmupGate.class).verdict().open()).isTrue();
				assertThat(context.getBean(Warmup.class).report().state()).isEqualTo(State.IDLE);
			});
	}

	@Test
	void cachesAndDataSourcesAreTasksOnlyIfThereAreAny() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(CachesWarmupTask.class)
			.doesNotHaveBean(DataSourcesWarmupTask.class));
		this.runner.withBean("prices", CacheWarmer.class, () -> () -> "prices")
			.withBean("orders", DataSource.class, () -> mock())
			.run((context) -> assertThat(tasks(context)).containsExactly("data-sources", "caches"));
	}

	@Test
	void withoutHikariEachDataSourceIsJustOpened() {
		this.runner.withClassLoader(new FilteredClassLoader(HikariDataSource.class))
			.withBean("orders", DataSource.class, () -> mock())
			.run((context) -> assertThat(context).hasSingleBean(DataSourcesWarmupTask.class));
	}

	@Test
	void aDataSourceThatRoutesIsLeftOut() {
		AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

			@Override
			protected Object determineCurrentLookupKey() {
				throw new IllegalStateException("nobody said whereto");
			}

		};
		routing.setTargetDataSources(Map.of());
		this.runner.withBean("routing", DataSource.class, () -> routing).run((context) -> {
			Warmup warmup = context.getBean(Warmup.class);
			warmup.start();
			await().until(() -> warmup.report().state() == State.SUCCEEDED);
		});
	}

	@Test
	void tasksCanBeLeftOutOrMadeOptional() {
		this.runner.withBean("prices", CacheWarmer.class, () -> () -> "prices")
			.withBean(WarmupTask.class, BlockingTask::new)
			.withPropertyValues("monitor.warmup.exclude=caches,requests", "monitor.warmup.optional=blocking")
			.run((context) -> assertThat(context.getBean(Warmup.class).report().tasks()).singleElement()
				.satisfies((task) -> {
					assertThat(task.name()).isEqualTo("blocking");
					assertThat(task.required()).isFalse();
				}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "exclude", "optional" })
	void aTaskThatDoesNotExistStopsTheStart(String property) {
		assertStartFails("caches, connection-factories, data-sources, requests", property,
				"monitor.warmup." + property + "=cache");
	}

	@Test
	void twoTasksOfOneNameStopTheStart() {
		this.runner.withBean("one", WarmupTask.class, BlockingTask::new)
			.withBean("two", WarmupTask.class, BlockingTask::new)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(FailureAnalyzedException.class)
				.hasMessageContaining("'blocking'"));
	}

	@Test
	void aTaskThatDoesNotSayWhetherItIsRequiredStopsTheStart() {
		this.runner.withBean(UndecidedTask.class)
			.run((context) -> assertThat(context).getFailure().satisfies((failure) -> {
				assertThat(failure).hasStackTraceContaining("FailureAnalyzedException: The warmup task of type "
						+ UndecidedTask.class.getName() + " cannot be used: IllegalStateException: no.");
				assertThat(failure).hasRootCauseMessage("no");
			}));
	}

	@Test
	void anEmptyListOfRequestsIsNoTask() {
		this.webRunner.withPropertyValues("monitor.warmup.requests=")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RequestsWarmupTask.class));
	}

	private static List<String> tasks(ApplicationContext context) {
		return context.getBean(Warmup.class).report().tasks().stream().map(WarmupReport.Task::name).toList();
	}

	@Test
	void closingTheContextInterruptsWhatRuns() {
		BlockingTask task = new BlockingTask();
		this.runner.withBean(WarmupTask.class, () -> task).run((context) -> {
			context.getBean(Warmup.class).start();
			assertThat(task.running.await(30, TimeUnit.SECONDS)).isTrue();
			context.close();
			assertThat(task.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
		});
	}

	@ParameterizedTest
	@CsvSource({ "true, WAITING", "false, RUNNING" })
	void whatEndsBeforeItIsReadyWarmsNothingUp(boolean ends, State state) {
		this.runner.withBean(WarmupTask.class, BlockingTask::new).run((context) -> {
			ConfigurableApplicationContext source = context.getSourceApplicationContext();
			if (ends) {
				context.publishEvent(new ContextClosedEvent(source));
			}
			context
				.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0], source, Duration.ZERO));
			assertThat(context.getBean(Warmup.class).report().state()).isEqualTo(state);
		});
	}

	@Test
	void withoutARegistryTheTaskRunsAllTheSame() {
		BlockingTask task = new BlockingTask();
		task.mayEnd.countDown();
		try (CapturedLog log = new CapturedLog("dev.monitor.warmup")) {
			this.runner.withBean(WarmupTask.class, () -> task).run((context) -> {
				assertThat(context).doesNotHaveBean(MeterRegistry.class);
				Warmup warmup = context.getBean(Warmup.class);
				warmup.start();
				await().until(() -> warmup.report().state() == State.SUCCEEDED);
			});
			assertThat(log.lines()).noneMatch((line) -> line.startsWith("WARN"));
		}
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"',
			value = { "timeout=0s, timeout, such as 5m", "requests[0].count=2, requests[0].path, starts with '/'",
					"requests[0].path=orders, requests[0].path, starts with '/'",
					"requests[0].path=//evil/a, requests[0].path, starts with '/'",
					"requests[0].path=/a b, requests[0].path, starts with '/'" })
	void badInputStopsTheStart(String setting, String property, String remedy) {
		assertStartFails(remedy, property, "monitor.warmup." + setting);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"',
			value = { "count=0, count, how many times", "expected-status=42, expected-status, such as 200-299",
					"method=G T, method, such as GET", "headers.host=x, headers.host, valid header" })
	void aRequestThatCannotBeSentStopsTheStart(String setting, String property, String remedy) {
		assertStartFails(remedy, "requests[0]." + property, "monitor.warmup.requests[0].path=/a",
				"monitor.warmup.requests[0]." + setting);
	}

	private void assertStartFails(String remedy, String property, String... settings) {
		this.webRunner.withPropertyValues(settings).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (ex) -> {
					assertThat(ex.getProperty()).isEqualTo("monitor.warmup." + property);
					assertThat(ex.analysis().getDescription()).contains(ex.getProperty());
					assertThat(ex.analysis().getAction()).contains(remedy);
				});
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class TaskConfiguration {

		@Bean
		WarmupTask mine() {
			return new WarmupTask() {

				@Override
				public String name() {
					return "mine";
				}

				@Override
				public void run(WarmupProgress progress) {
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ListenerConfiguration {

		private final List<String> heard = new CopyOnWriteArrayList<>();

		@Bean
		@Order(2)
		WarmupListener second() {
			return (task, outcome, duration) -> this.heard.add("second " + task + " " + outcome);
		}

		@Bean
		@Order(1)
		WarmupListener first() {
			return (task, outcome, duration) -> {
				this.heard.add("first " + task + " " + outcome);
				throw new IllegalStateException("on purpose");
			};
		}

	}

	private static final class UndecidedTask implements WarmupTask {

		@Override
		public String name() {
			return "undecided";
		}

		@Override
		public boolean required() {
			throw new IllegalStateException("no");
		}

		@Override
		public void run(WarmupProgress progress) {
		}

	}

	private static final class BlockingTask implements WarmupTask {

		private final CountDownLatch running = new CountDownLatch(1);

		private final CountDownLatch interrupted = new CountDownLatch(1);

		private final CountDownLatch mayEnd = new CountDownLatch(1);

		@Override
		public String name() {
			return "blocking";
		}

		@Override
		public void run(WarmupProgress progress) throws InterruptedException {
			this.running.countDown();
			try {
				this.mayEnd.await();
			}
			catch (InterruptedException ex) {
				this.interrupted.countDown();
				throw ex;
			}
		}

	}

}
