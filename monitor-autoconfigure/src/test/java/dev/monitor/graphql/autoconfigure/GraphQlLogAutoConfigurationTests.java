package dev.monitor.graphql.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import dev.monitor.CapturedLog;
import dev.monitor.graphql.execution.GraphQlLogInstrumentation;
import dev.monitor.graphql.spring.OwnGraphQlRequests;
import dev.monitor.graphql.spring.OwnGraphQlSources;
import dev.monitor.http.RequestMark;
import dev.monitor.logging.EventLines;
import graphql.execution.instrumentation.Instrumentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.boot.graphql.autoconfigure.servlet.GraphQlWebMvcAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GraphQlLogAutoConfiguration}.
 */
class GraphQlLogAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(GraphQlLogAutoConfiguration.class, GraphQlAutoConfiguration.class))
		.withUserConfiguration(Schema.class);

	@Test
	void logsOperationsOfBootsService() {
		assertThat(logged(this.runner)).isEqualTo("query Hello");
	}

	@Test
	void logsOperationsOfAWebApplication() {
		try (EventLines lines = new EventLines("graphql")) {
			new WebApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(GraphQlLogAutoConfiguration.class,
						GraphQlAutoConfiguration.class, GraphQlWebMvcAutoConfiguration.class))
				.withUserConfiguration(Schema.class)
				.run((context) -> {
					assertThat(context).hasSingleBean(WebGraphQlHandler.class).hasSingleBean(OwnGraphQlRequests.class);
					execute(context);
				});
			assertThat(lines.only()).containsEntry("operation", "Hello");
		}
	}

	@Test
	void leavesNothingBehindWhenItIsOff() {
		for (String property : new String[] { "monitor.enabled", "monitor.logging.enabled",
				"monitor.logging.graphql.enabled" }) {
			this.runner.withPropertyValues(property + "=false")
				.run((context) -> assertThat(context).hasNotFailed()
					.doesNotHaveBean(Instrumentation.class)
					.doesNotHaveBean(OwnGraphQlRequests.class));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "graphql", "org.springframework.graphql" })
	void startsWithoutGraphQl(String absent) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(GraphQlLogAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(absent))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("monitorGraphQlLogInstrumentation")
				.doesNotHaveBean("monitorOwnGraphQlRequests"));
	}

	@Test
	void logsWithoutSpringWeb() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(GraphQlLogAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(HttpHeaders.class))
			.run((context) -> assertThat(context).hasSingleBean(GraphQlLogInstrumentation.class)
				.doesNotHaveBean(OwnGraphQlRequests.class));
	}

	@Test
	void instrumentationOfTheUserWins() {
		this.runner.withUserConfiguration(OwnInstrumentation.class)
			.run((context) -> assertThat(context).hasSingleBean(GraphQlLogInstrumentation.class)
				.hasBean("ownInstrumentation"));
	}

	@Test
	void aGraphQlSourceOfTheUserThatIsNotLoggedIsTold() {
		try (CapturedLog log = new CapturedLog(OwnGraphQlSources.class)) {
			this.runner.run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.lines()).isEmpty();
			this.runner.withUserConfiguration(OwnSource.class).run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("INFO GraphQL operations are not logged")
				.contains("GraphQlLogInstrumentation");
		}
	}

	@Test
	void marksOfOwnRequestsReachTheInterceptor() {
		this.runner.withUserConfiguration(Mark.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.getBean(OwnGraphQlRequests.class)
				.extracting("mark")
				.isSameAs(context.getBean(RequestMark.class)));
		this.runner.run((context) -> assertThat(context).getBean(OwnGraphQlRequests.class).extracting("mark").isNull());
	}

	private static String logged(ApplicationContextRunner runner) {
		try (EventLines lines = new EventLines("graphql")) {
			runner.run(GraphQlLogAutoConfigurationTests::execute);
			Map<String, String> event = lines.only();
			return event.get("kind") + " " + event.get("operation");
		}
	}

	private static void execute(ApplicationContext context) {
		context.getBean(ExecutionGraphQlService.class)
			.execute(new DefaultExecutionGraphQlRequest("query Hello { hello }", null, null, null, "1", null))
			.block(Duration.ofSeconds(10));
	}

	@Configuration(proxyBeanMethods = false)
	static class Schema {

		@Bean
		GraphQlSourceBuilderCustomizer schema() {
			return (builder) -> builder.schemaResources(
					new ByteArrayResource("type Query { hello: String }".getBytes(StandardCharsets.UTF_8)));
		}

		@Bean
		RuntimeWiringConfigurer wiring() {
			return (wiring) -> wiring.type("Query", (type) -> type.dataFetcher("hello", (environment) -> "world"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInstrumentation {

		@Bean
		GraphQlLogInstrumentation ownInstrumentation() {
			return new GraphQlLogInstrumentation(() -> 0);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSource {

		@Bean
		GraphQlSource ownSource() {
			return GraphQlSource.schemaResourceBuilder()
				.schemaResources(new ByteArrayResource("type Query { hello: String }".getBytes(StandardCharsets.UTF_8)))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Mark {

		@Bean
		RequestMark mark() {
			return RequestMark.random(true);
		}

	}

}
