package dev.monitor.property.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link UnknownPropertiesListener}.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesListenerTests {

	private static final String WARNING = "Properties that Monitor does not know have no effect";

	@ParameterizedTest
	@CsvSource({ "monitor.loging.format, monitor.logging.format", "monitor.format, monitor.logging.format",
			"monitor.logging.fromat, monitor.logging.format",
			"monitor.concurency.max-requests, monitor.concurrency.max-requests",
			"monitor.concurrency.maxrequest, monitor.concurrency.max-requests",
			"monitor.dependencies.stock.uri, monitor.dependencies.stock.url",
			"monitor.dependencies[my.stock].uri, monitor.dependencies.my.stock.url",
			"monitor.dependency.stock.url, monitor.dependencies.stock.url",
			"monitor.warmup.requests[0].pth, monitor.warmup.requests[0].path",
			"monitor.metrics.token.a.hash, monitor.metrics.tokens.a.hash",
			"monitor.metrics.tokens.a.has, monitor.metrics.tokens.a.hash",
			"monitor.health.background.indicators.db.timeot, monitor.health.background.indicators.db.timeout",
			"monitor.slo.latencyy, monitor.slo.latency.percentage", "monitor.enabled.all, monitor.enabled",
			"monitor.concurrency, monitor.concurrency.enabled", "monitor.metrics, monitor.metrics.enabled",
			"monitor.logging.access, monitor.logging.access.enabled", "monitor.health, monitor.health.enabled",
			"monitor.logging.query, monitor.logging.query.min-duration",
			"monitor.warmup.requests.path, monitor.warmup.requests[path].path" })
	void anUnknownNameIsToldWithTheNearest(String name, String nearest, CapturedOutput output) {
		run("--" + name + "=secret-value");
		assertThat(output.getAll().lines().filter((line) -> line.contains(WARNING))).singleElement()
			.asString()
			.contains("lvl=warn", "'" + name + "'", "commandLineArgs", "did you mean '" + nearest + "'?")
			.doesNotContain("secret-value");
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.foo.bar", "monitor.security.enabled", "monitor.cache.ttl", "monitor.log.level",
			"monitor.mail.subject", "monitor.dependencies.stock.retry-policy" })
	void aNameThatIsFarFromAllIsToldAlone(String name, CapturedOutput output) {
		run("--" + name + "=x");
		assertThat(output.getAll().lines().filter((line) -> line.contains(WARNING))).singleElement()
			.asString()
			.contains("'" + name + "' (from ")
			.doesNotContain("did you mean");
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.logging.format=kv", "monitor.logging.fields.a.b=c",
			"monitor.concurrency.maxRequests=7", "monitor.concurrency.exclude[0]=/a", "monitor.concurrency.exclude=/a",
			"monitor.dependencies.a.headers.X-B.c=d", "monitor.dependencies.a.data-source=b",
			"monitor.dependencies[a.b].data_source=c", "monitor.warmup.requests[0].headers.X=y",
			"monitor.metrics.tokens.a.file=b", "monitor.health.background.indicators[db/main].timeout=1s",
			"monitor.health=", "monitors.x=1", "monitoring=1", "monitor=", "monitor-agent.url=x",
			"monitor.dependencies=", "monitor.logging.query=" })
	void aKnownNameIsNot(String property, CapturedOutput output) {
		run("--" + property);
		assertThat(output).doesNotContain(WARNING);
	}

	@ParameterizedTest
	@CsvSource({ "monitor.shutdown.wait, 15, 15", "monitor.dependencies.a.interval, 10, 10",
			"monitor.metrics.buckets[0], 5, 5", "monitor.metrics.buckets, '5, 10', '5, 10'",
			"monitor.shutdown.wait, ${WAIT:15}, 15", "monitor.health.background.indicators[db/main].timeout, 3, 3" })
	void aTimeWithoutAUnitIsTold(String name, String written, String value, CapturedOutput output) {
		run("--" + name + "=" + written);
		assertThat(output.getAll().lines().filter((line) -> line.contains(" without a unit are milliseconds")))
			.singleElement()
			.asString()
			.contains("lvl=warn", "'" + name + "' (from commandLineArgs) is " + value + ".");
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.shutdown.wait=0", "monitor.shutdown.wait=15ms", "monitor.shutdown.wait=PT1S",
			"monitor.concurrency.max-requests=10", "monitor.concurrency.max-requests=${port:7}",
			"monitor.metrics.buckets=5ms,1s", "monitor.metrics.buckets=",
			"monitor.dependencies.a.url=http://${spring.application.name}/" })
	void anOrdinaryValueIsNot(String property, CapturedOutput output) {
		run("--" + property, "--spring.application.name=shop");
		assertThat(output).doesNotContain("without a unit", "without a value");
	}

	@Test
	void aPlaceholderWithoutAValueIsTold(CapturedOutput output) {
		run("--monitor.dependencies.a.headers.Authorization=Bearer secret ${STOCK_TOKEN}");
		assertThat(output.getAll().lines().filter((line) -> line.contains("Placeholders without a value")))
			.singleElement()
			.asString()
			.contains("lvl=warn", "'monitor.dependencies.a.headers.Authorization'", " needs 'STOCK_TOKEN'.")
			.doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.mail.subject=Order ${number}", "monitor.logging.fields.a=\\${b}",
			"monitor.logging.fields.a=${b:c}" })
	void othersPlaceholdersAndThoseThatAreMeantAreNot(String property, CapturedOutput output) {
		run("--" + property);
		assertThat(output).doesNotContain("Placeholders without a value");
	}

	@Test
	void anEmptyObjectIsNot(CapturedOutput output) {
		run("--spring.application.json={\"monitor\":{\"concurrency\":{},\"dependencies\":{},\"warmup\":{\"requests\":[]}}}");
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void aParentAndItsChildSayItOnce(CapturedOutput output) {
		new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE)
			.child(App.class)
			.web(WebApplicationType.NONE)
			.run("--monitor.loging.format=kv")
			.close();
		assertThat(output.getAll().lines().filter((line) -> line.contains(WARNING))).hasSize(1);
	}

	@Test
	void severalAreOneLine(CapturedOutput output) {
		String[] arguments = new String[14];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = "--monitor.unknown" + i + "=x";
		}
		run(arguments);
		assertThat(output.getAll().lines().filter((line) -> line.contains(WARNING))).singleElement()
			.asString()
			.contains("monitor.unknown0", "And 4 more.");
	}

	@Test
	void whatAnnotationsAddCountsWithItsPlace(CapturedOutput output) {
		run();
		assertThat(output).doesNotContain(WARNING);
		new SpringApplication(Annotated.class).run("--spring.main.web-application-type=none").close();
		assertThat(output).contains(WARNING).contains("monitor.loging.zone").contains("unknown-monitor.properties");
	}

	@Test
	void whatTheApplicationBindsItselfIsNot(CapturedOutput output) {
		SpringApplication application = application();
		application.addPrimarySources(List.of(OwnProperties.class));
		application.run("--monitor.mail.host=a", "--monitor.mails.host=b").close();
		assertThat(output.getAll().lines().filter((line) -> line.contains(WARNING))).singleElement()
			.asString()
			.contains("monitor.mails.host")
			.doesNotContain("monitor.mail.host");
	}

	@Test
	void aFailedStartSaysItToo(CapturedOutput output) {
		assertThat(catchThrowable(() -> run("--monitor.loging.format=kv", "--fail=true"))).isNotNull();
		assertThat(output).contains(WARNING);
	}

	@Test
	void switchedOffNothingIsSaid(CapturedOutput output) {
		run("--monitor.loging.format=kv", "--monitor.enabled=false");
		assertThat(output).doesNotContain(WARNING);
	}

	@ParameterizedTest
	@CsvSource({ "MONITOR_URL,false", "MONITOR_PORT,false", "MONITOR_SERVICE_HOST,false",
			"MONITOR_PORT_8080_TCP_ADDR,false", "MONITOR_HEALTH_URL,false", "MONITOR_API_TOKEN,false",
			"MONITOR_LOGGING_FORMAT,false", "MONITOR_METRICLINES_ENABLED,false", "MONITOR_METRIC_LINES_ENABLED,false",
			"MONITOR_DEPENDENCIES_STOCK_URL,false", "MONITOR_WARMUP_REQUESTS_0_PATH,false",
			"MONITOR_LOGGING_FIELDS_STAGE,false", "MONITOR_LOGING_FORMAT,true", "MONITOR_LOGGING_FORMATT,true",
			"MONITOR_DEPENDENCIES_STOCK_URI,true" })
	void ofVariablesOnlyThoseThatAreNearlyRight(String variable, boolean told, CapturedOutput output) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(variable, "false")));
		SpringApplication application = application();
		application.setEnvironment(environment);
		application.run("--monitor.logging.format=kv").close();
		assertThat(output.getAll().contains(WARNING)).isEqualTo(told);
	}

	private static void run(String... arguments) {
		application().run(arguments).close();
	}

	private static SpringApplication application() {
		SpringApplication application = new SpringApplication(App.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	static class App {

		App(Environment environment) {
			if (environment.containsProperty("fail")) {
				throw new IllegalStateException("told to");
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties
	static class OwnProperties {

		@Bean
		@ConfigurationProperties("monitor.mail")
		Map<String, String> mail() {
			return new HashMap<>();
		}

		@Bean
		@ConfigurationProperties
		Object anything() {
			return new Object();
		}

		@Bean
		@ConfigurationProperties("monitor")
		Object everything() {
			return new Object();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@PropertySource("classpath:dev/monitor/property/unknown-monitor.properties")
	static class Annotated {

	}

}
