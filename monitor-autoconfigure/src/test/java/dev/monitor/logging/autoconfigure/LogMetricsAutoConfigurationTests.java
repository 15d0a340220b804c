package dev.monitor.logging.autoconfigure;

import ch.qos.logback.core.ConsoleAppender;
import dev.monitor.logging.metrics.LogMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogMetricsAutoConfiguration}.
 */
class LogMetricsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LogMetricsAutoConfiguration.class));

	@Test
	void theMeterIsThere() {
		this.runner
			.withConfiguration(
					AutoConfigurations.of(MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
			.run((context) -> assertThat(
					context.getBean(MeterRegistry.class).get("monitor.log.lost").functionCounter().count())
				.isNotNegative());
	}

	@Test
	void withoutMetricsTheBinderHarmsNobody() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(LogMetrics.class));
	}

	@Test
	void isThereInWebApplicationsToo() {
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(LogMetricsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasSingleBean(LogMetrics.class));
	}

	@Test
	void offLeavesNothing() {
		for (String off : new String[] { "monitor.logging.enabled=false", "monitor.enabled=false" }) {
			this.runner.withPropertyValues(off).run((context) -> assertThat(context).doesNotHaveBean(LogMetrics.class));
		}
	}

	@Test
	void backsOffWithoutItsLibraries() {
		for (Class<?> library : new Class<?>[] { MeterBinder.class, ConsoleAppender.class }) {
			this.runner.withClassLoader(new FilteredClassLoader(library))
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("monitorLogMetrics"));
		}
	}

}
