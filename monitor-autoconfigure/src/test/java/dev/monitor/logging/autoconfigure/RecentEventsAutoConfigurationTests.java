package dev.monitor.logging.autoconfigure;

import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.LoggerContext;
import dev.monitor.logging.logback.RecentEventsAppender;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecentEventsAutoConfiguration} and {@link RecentEventsAppender}.
 */
class RecentEventsAutoConfigurationTests {

	private final Logger logger = LoggerFactory.getLogger(getClass());

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RecentEventsAutoConfiguration.class));

	@Test
	void warningsAndErrorsOfARunningApplicationAreKept() {
		try (ConfigurableApplicationContext app = new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE)
			.properties(Map.of("spring.main.banner-mode", "off"))
			.run()) {
			this.logger.info("told to nobody");
			this.logger.warn("Order {} is late, token={}", 17, "sesame");
			this.logger.error("Order lost", new IllegalStateException("no stock", new Error("hidden")));
			List<StatusRow> rows = app.getBean(StatusSource.class).section().rows();
			assertThat(rows).extracting((row) -> row.texts().get("level")).startsWith("ERROR", "WARN");
			assertThat(rows.get(0).texts()).containsEntry("message", "Order lost")
				.containsEntry("logger", getClass().getName())
				.containsEntry("thread", Thread.currentThread().getName())
				.containsEntry("exception", "java.lang.IllegalStateException: no stock");
			assertThat(rows.get(1).texts()).containsEntry("message", "Order 17 is late, token=...")
				.containsEntry("exception", "");
			assertThat(rows).noneMatch((row) -> String.valueOf(row.texts().get("message")).contains("nobody"));
		}
	}

	@Test
	void keepsThemThoughBeansAreLazyAndNoneAfterTheEnd() {
		RecentEventsAppender[] ended = new RecentEventsAppender[1];
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				this.logger.warn("before anybody asked");
				ended[0] = context.getBean(RecentEventsAppender.class);
				assertThat(ended[0].section().rows().get(0).texts()).containsEntry("message", "before anybody asked");
			});
		this.logger.warn("too late");
		assertThat(ended[0].section().rows().get(0).texts()).containsEntry("message", "before anybody asked");
		assertThat(((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME)
			.isAttached(ended[0])).isFalse();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "monitor.enabled=false", "monitor.logging.enabled=false", "monitor.dashboard.enabled=false" })
	void offLeavesNothingBehind(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).doesNotHaveBean(StatusSource.class));
	}

	@Test
	void withoutLogbackThereIsNothing() {
		this.runner.withClassLoader(new FilteredClassLoader("ch.qos.logback"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("monitorRecentEvents"));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration(RecentEventsAutoConfiguration.class)
	static class App {

	}

}
