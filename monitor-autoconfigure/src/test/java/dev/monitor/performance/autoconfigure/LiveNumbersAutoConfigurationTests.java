package dev.monitor.performance.autoconfigure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.monitor.Unwanted;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.status.History;
import dev.monitor.status.Inspection;
import dev.monitor.status.InspectionReport;
import dev.monitor.status.StatusGroup;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSource;
import dev.monitor.status.StatusSources;
import dev.monitor.status.spring.StatusBeans;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LiveNumbersAutoConfiguration}.
 */
class LiveNumbersAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LiveNumbersAutoConfiguration.class));

	@Test
	void everySectionOfARunningApplicationHasItsNumbersAndRows() throws Exception {
		try (ConfigurableApplicationContext app = new SpringApplicationBuilder(App.class)
			.properties(Map.of("server.port", "0", "server.address", "127.0.0.1", "spring.main.banner-mode", "off",
					"spring.datasource.url", "jdbc:h2:mem:live", "monitor.warmup.enabled", "false",
					"monitor.database.sampling.enabled", "false"))
			.run("--" + Unwanted.property(Unwanted.JETTY, Unwanted.SECURITY))) {
			HttpRequest request = HttpRequest
				.newBuilder(URI.create(
						"http://127.0.0.1:" + app.getEnvironment().getProperty("local.server.port") + "/orders/4711"))
				.build();
			assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
			StatusSources sources = new StatusSources(new StatusBeans(app).sources());
			assertThat(sources.all()).extracting(StatusSource::name)
				.contains("in_flight", "connections", "pools", "events", "memory_pools", "gc", "buffers", "threads",
						"thread_groups", "process", "routes", "history");
			Awaitility.await()
				.untilAsserted(() -> assertThat(sources.section("routes").rows()).extracting(StatusRow::name)
					.contains("GET /orders/{id}"));
			assertThat(sources.section("threads").rows()).extracting((row) -> row.texts().get("group"))
				.anyMatch((group) -> String.valueOf(group).startsWith("http-nio"));
			History history = history(app);
			assertThat(history).extracting("task.running").isEqualTo(true);
			history.sample();
			List<StatusRow> points = history.section().rows();
			StatusRow point = points.get(points.size() - 1);
			assertThat(point.numbers()).allSatisfy((name,
					number) -> assertThat(number.doubleValue()).as("a number that exists: %s", name).isNotNegative());
			assertThat(Objects.requireNonNull(point.numbers().get("requests")).doubleValue()).isPositive();
			List<Inspection> inspections = new StatusBeans(app).inspections();
			assertThat(inspections).extracting(Inspection::name).containsExactly("histogram", "profile");
			Inspection histogram = inspections.get(0);
			assertThat(histogram.start("all")).isTrue();
			Awaitility.await().until(() -> histogram.report().state() == InspectionReport.State.DONE);
			assertThat(histogram.report().section().rows()).extracting(StatusRow::name).contains("byte[]");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.enabled=false", "monitor.dashboard.enabled=false" })
	void offLeavesNothingBehind(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).doesNotHaveBean(StatusSource.class)
				.doesNotHaveBean(StatusGroup.class));
	}

	@Test
	void withoutHistoryNoThreadRuns() {
		this.runner.withPropertyValues("monitor.dashboard.history=0")
			.run((context) -> assertThat(history(context)).extracting("task.running").isEqualTo(false));
	}

	@Test
	void theHistoryIsAsLongAsThePropertySaysAndEndsWithTheContext() {
		History[] ended = new History[1];
		this.runner.withPropertyValues("monitor.dashboard.history=1h").run((context) -> {
			ended[0] = history(context);
			assertThat(ended[0]).extracting("task.running").isEqualTo(true);
			for (int i = 0; i < 721; i++) {
				ended[0].sample();
			}
			assertThat(ended[0].section().rows()).hasSize(720);
			assertThat(ended[0]).extracting("points")
				.satisfies((points) -> assertThat(((double[]) points).length * 8).isLessThan(100_000));
		});
		assertThat(ended[0]).extracting("task.running").isEqualTo(false);
	}

	@ParameterizedTest
	@ValueSource(strings = { "4s", "61m", "-10m" })
	void aHistoryThatMakesNoSenseStopsTheStart(String length) {
		this.runner.withPropertyValues("monitor.dashboard.history=" + length)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("monitor.dashboard.history"));
	}

	@Test
	void whatNobodyAskedForIsNotMadeToBeCancelled() {
		this.runner.run((context) -> {
			LiveStatus status = context.getBean(LiveStatus.class);
			assertThat(status).extracting("sources.singletonInstance", "inspections.singletonInstance")
				.containsOnlyNulls();
			context.close();
			assertThat(status).extracting("inspections.singletonInstance").isNull();
		});
	}

	@Test
	void anInspectionEndsWithTheContext() {
		this.runner.run((context) -> {
			Inspection histogram = new StatusBeans(context).inspections().get(0);
			histogram.start("all");
			context.close();
			assertThat(histogram.report().state()).isEqualTo(InspectionReport.State.IDLE);
		});
	}

	@Test
	void startsWithoutMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(LiveStatus.class));
	}

	private static History history(ApplicationContext context) {
		return (History) Objects.requireNonNull(new StatusSources(new StatusBeans(context).sources()).get("history"));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Orders.class)
	static class App {

	}

	@RestController
	static class Orders {

		@GetMapping("/orders/{id}")
		String order() {
			return "ordered";
		}

	}

}
