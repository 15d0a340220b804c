package dev.monitor.job.autoconfigure;

import java.util.List;
import java.util.Map;

import dev.monitor.job.JobCount;
import dev.monitor.job.JobListener;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobSampling;
import dev.monitor.job.JobState;
import dev.monitor.job.JobStatus;
import dev.monitor.job.JobSystem;
import dev.monitor.job.metrics.JobMetrics;
import dev.monitor.property.InvalidPropertyException;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JobAutoConfiguration}.
 */
class JobAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JobAutoConfiguration.class, BatchJobAutoConfiguration.class,
				DbSchedulerJobAutoConfiguration.class, ModulithJobAutoConfiguration.class,
				QuartzJobAutoConfiguration.class, ScheduledJobAutoConfiguration.class, MetricsAutoConfiguration.class,
				SimpleMetricsExportAutoConfiguration.class));

	private final ApplicationContextRunner own = this.runner.withBean(JobSystem.class, Mails::new);

	@Test
	void nothingIsThereWithoutASystem() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed()
				.doesNotHaveBean(JobRuns.class)
				.doesNotHaveBean(JobSystem.class)
				.doesNotHaveBean(JobListener.class)
				.doesNotHaveBean(JobSampling.class)
				.doesNotHaveBean(JobProperties.class);
			assertThat(threads()).isZero();
		});
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "org.quartz", "com.github.kagkarlsson", "org.springframework.modulith", "io.micrometer.core" })
	void librariesMayBeAbsent(String library) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JobAutoConfiguration.class, BatchJobAutoConfiguration.class,
					DbSchedulerJobAutoConfiguration.class, ModulithJobAutoConfiguration.class,
					QuartzJobAutoConfiguration.class, ScheduledJobAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(library))
			.withBean(JobSystem.class, Mails::new)
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(JobRuns.class);
				assertThat(context.getBeanProvider(JobMetrics.class).stream().count())
					.isEqualTo(library.startsWith("io.micrometer") ? 0 : 1);
			});
	}

	@Test
	void systemOfTheApplicationIsSampledUntilTheEnd() {
		this.own.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			Awaitility.await().until(() -> registry.find("monitor.jobs").gauge() != null);
			assertThat(registry.get("monitor.jobs").tags("system", "mails", "state", "available").gauge().value())
				.isEqualTo(3);
			assertThat(context.getBean(JobStatus.class).section().numbers()).containsEntry("available", 3L);
			assertThat(threads()).isEqualTo(1);
		});
		Awaitility.await().until(() -> threads() == 0);
	}

	@Test
	void samplingCanBeSwitchedOff() {
		this.own.withPropertyValues("monitor.jobs.sampling.enabled=false").run((context) -> {
			assertThat(context).hasSingleBean(JobRuns.class).hasSingleBean(JobStatus.class);
			assertThat(threads()).isZero();
			assertThat(context.getBean(JobStatus.class).section().numbers()).containsEntry("runs_failed", 0L)
				.containsEntry("available", -1L);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.jobs.enabled=false", "monitor.enabled=false" })
	void everythingCanBeSwitchedOff(String property) {
		this.own.withPropertyValues(property).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(JobRuns.class).doesNotHaveBean(JobListener.class);
			assertThat(threads()).isZero();
		});
	}

	@Test
	void lazyApplicationIsObservedAllTheSame() {
		this.runner.withConfiguration(AutoConfigurations.of(QuartzAutoConfiguration.class))
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				JobSampling sampling = context.getBean(JobSampling.class);
				Awaitility.await()
					.until(() -> sampling.samplers().iterator().next().count("quartzScheduler", JobState.RUNNING) == 0);
			});
	}

	@Test
	void whoExcludesItHasNobodyTold() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(QuartzJobAutoConfiguration.class, QuartzAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(JobRuns.class));
	}

	@ParameterizedTest
	@CsvSource({ "monitor.jobs.sampling.interval, 500ms", "monitor.jobs.sampling.interval, 2h",
			"monitor.jobs.sampling.timeout, 0s", "monitor.jobs.modulith.max-attempts, 0" })
	void wrongValueStopsTheStart(String property, String value) {
		this.own.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining(property));
	}

	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("monitor-jobs"))
			.count();
	}

	private static final class Mails implements JobSystem {

		@Override
		public String name() {
			return "mails";
		}

		@Override
		public JobSample sample() {
			return new JobSample(List.of(new JobCount("default", JobState.AVAILABLE, 3)), Map.of());
		}

	}

}
