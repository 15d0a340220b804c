package dev.monitor.logging;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import javax.sql.DataSource;

import dev.monitor.CapturedLog;
import dev.monitor.RealClient;
import dev.monitor.access.autoconfigure.AccessLogAutoConfiguration;
import dev.monitor.database.autoconfigure.QueryLogAutoConfiguration;
import dev.monitor.graphql.execution.GraphQlLogInstrumentation;
import dev.monitor.sql.autoconfigure.ObservedDataSourceAutoConfiguration;
import graphql.GraphQL;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What consoles say that are not Monitor's own.
 */
@Timeout(240)
class OtherConsolesTests {

	private static final String LOG4J = "2.25.5";

	@TempDir
	private Path directory;

	@Test
	void structuredFormatsOfSpringBootHaveTheFields() throws Exception {
		for (String format : List.of("ecs", "logstash", "gelf")) {
			Map<String, JsonNode> events = new TreeMap<>();
			for (String line : run("logging.structured.format.console=" + format)) {
				JsonNode event = JsonMapper.shared().readTree(line);
				String logger = event.findPath("logger")
					.asString(event.findPath("logger_name").asString(event.findPath("_log_logger").asString("")));
				events.put(logger, event);
			}
			assertFields(events, format.equals("gelf") ? "_" : "");
		}
	}

	/**
	 * What the thread's context has too, such as {@code method} and {@code traceId} here,
	 * stands once: Spring Boot would lose the event.
	 */
	private static void assertFields(Map<String, JsonNode> events, String prefix) {
		assertThat(events).containsKeys("http", "query", "graphql");
		JsonNode http = Objects.requireNonNull(events.get("http"));
		assertThat(http.findPath(prefix + "httpStatus").asInt()).isEqualTo(200);
		assertThat(http.findPath(prefix + "url").asString()).isEqualTo("/orders?a=b");
		assertThat(http.findPath(prefix + "nBytes").asInt()).isEqualTo(5);
		JsonNode query = Objects.requireNonNull(events.get("query"));
		assertThat(query.findPath(prefix + "statement").asString()).isEqualTo("select 1");
		assertThat(query.findPath(prefix + "timeTaken").isNumber()).isTrue();
		assertThat(query.findPath(prefix + "traceId").asString()).isEqualTo("0af7");
		JsonNode graphql = Objects.requireNonNull(events.get("graphql"));
		assertThat(graphql.findPath(prefix + "operation").asString()).isEqualTo("Hello");
		assertThat(graphql.findPath(prefix + "kind").asString()).isEqualTo("of the context");
	}

	@Test
	void aPatternHasMessagesThatSayEnoughAndKeyValuesIfItAsksForThem() throws Exception {
		assertThat(run("logging.pattern.console=%logger|%m|%kvp%n", "monitor.logging.format=json"))
			.contains("http|GET /orders 200|" + "port=\"PORT\" url=\"/orders?a=b\" method=\"GET\" httpStatus=\"200\""
					+ " contentType=\"text/plain\" remoteAddr=\"127.0.0.1\" nBytes=\"5\" timeTaken=\"N\"")
			.filteredOn((line) -> line.contains("monitor.logging.format has no effect"))
			.singleElement()
			.asString()
			.contains("logging.pattern.console");
	}

	@Test
	void log4j2HasTheFieldsAndSaysWhatMonitorCannotDo() throws Exception {
		List<Path> jars = List.of(RealClient.jar("org.apache.logging.log4j", "log4j-core", LOG4J),
				RealClient.jar("org.apache.logging.log4j", "log4j-slf4j2-impl", LOG4J),
				RealClient.jar("org.apache.logging.log4j", "log4j-jul", LOG4J));
		ChildJvm jvm = new ChildJvm(this.directory, List.of(), jars,
				"(logback-(classic|core)|log4j-to-slf4j|jul-to-slf4j)-.*");
		assertThat(jvm.run(App.class)).anyMatch((line) -> line.endsWith(": GET /orders 200"))
			.anyMatch((line) -> line.contains("SELECT took "))
			.filteredOn((line) -> line.contains("Monitor leaves the console as it is"))
			.singleElement()
			.asString()
			.contains(" INFO ");
		assertThat(jvm.run(App.class, "--logging.structured.format.console=logstash"))
			.filteredOn((line) -> line.contains("GET /orders 200"))
			.singleElement()
			.asString()
			.contains("\"httpStatus\":\"200\"")
			.contains("\"url\":\"/orders?a=b\"");
	}

	private List<String> run(String... properties) throws IOException, InterruptedException {
		String[] arguments = new String[properties.length];
		for (int i = 0; i < properties.length; i++) {
			arguments[i] = "--" + properties[i];
		}
		return new ChildJvm(this.directory, List.of(), List.of(), "").run(App.class, arguments)
			.stream()
			.map((line) -> line.replaceFirst("port=\"\\d+\"", "port=\"PORT\"")
				.replaceFirst("timeTaken=\"\\d+\"", "timeTaken=\"N\""))
			.toList();
	}

	/**
	 * Answers one request, in which all kinds of events happen.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, AccessLogAutoConfiguration.class,
			DataSourceAutoConfiguration.class, QueryLogAutoConfiguration.class,
			ObservedDataSourceAutoConfiguration.class })
	static class App {

		public static void main(String[] args) throws IOException {
			SpringApplication application = new SpringApplication(App.class);
			application.setListeners(application.getListeners()
				.stream()
				.filter((listener) -> !listener.getClass().getName().startsWith(CapturedLog.class.getName()))
				.toList());
			application.setDefaultProperties(Map.of("server.port", "0", "server.address", "127.0.0.1",
					"monitor.logging.query.min-duration", "0", "spring.main.banner-mode", "off"));
			try (ConfigurableApplicationContext context = application.run(args)) {
				URI orders = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port")
						+ "/orders?a=b");
				try (InputStream answer = orders.toURL().openStream()) {
					answer.readAllBytes();
				}
			}
		}

		@Bean
		ServletRegistrationBean<HttpServlet> orders(DataSource dataSource) {
			GraphQL graphQl = GraphQL
				.newGraphQL(new SchemaGenerator().makeExecutableSchema(
						new SchemaParser().parse("type Query { hello: String }"), RuntimeWiring.MOCKED_WIRING))
				.instrumentation(new GraphQlLogInstrumentation(System::nanoTime))
				.build();
			return new ServletRegistrationBean<>(new HttpServlet() {

				@Override
				protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
					MDC.put("traceId", "0af7");
					MDC.put("kind", "of the context");
					new JdbcTemplate(dataSource).execute("select 1");
					graphQl.execute((input) -> input.query("query Hello { hello }"));
					MDC.clear();
					response.setContentType("text/plain");
					response.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
				}

			}, "/*");
		}

	}

}
