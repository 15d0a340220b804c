package dev.monitor.property.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.monitor.dependency.autoconfigure.DependencyAutoConfiguration;
import dev.monitor.meter.autoconfigure.MeterAutoConfiguration;
import dev.monitor.metricline.autoconfigure.MetricLinesAutoConfiguration;
import dev.monitor.port.autoconfigure.PortAutoConfiguration;
import dev.monitor.scrape.autoconfigure.ScrapeAutoConfiguration;
import dev.monitor.warmup.autoconfigure.WarmupAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What is said of values that properties cannot have, whatever reads them first: a
 * condition, a listener before the context, or a bean.
 */
@ExtendWith(OutputCaptureExtension.class)
class WrongValuesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					monitor.warmup.on-failure=never | is none of the values that it may have. | Set it to retry, open or closed.
					monitor.logging.format=xml | is none of the values that it may have. | Set it to kv, json or off.
					monitor.logging.zone=Mars | is not a time zone. | Set it to a time zone such as UTC, +02:00 or Europe/Berlin.
					monitor.logging.max-line-bytes=1k | is not a whole number up to 2147483647. | Set it to a number such as 10.
					monitor.port.port=99999999999 | is not a whole number | Set it to a number such as 10.
					monitor.warmup.timeout=soon | is not a time. | Set it to a time with its unit, such as 500ms, 15s or 2m.
					monitor.metrics.buckets=1s,soon | has an element that is not a time. | Set it to a time with its unit
					monitor.slo.availability=high | is not a number. | Set it to a number such as 99.5.
					monitor.warmup.auto=maybe | is neither true nor false. | Set it to true or false.
					monitor.warmup.requests[0].count=x | is not a whole number | Set it to a number such as 10.
					monitor.dependencies.d.required=x | is neither true nor false. | Set it to true or false.
					monitor.enabled=maybe | is neither true nor false. | Set it to true or false.
					monitor.warmup.enabled=maybe | is neither true nor false. | Set it to true or false.
					monitor.logging.enabled=maybe | is neither true nor false. | Set it to true or false.
					monitor.metric-lines.enabled=maybe | is neither true nor false. | Set it to true or false.
					""")
	void areExplainedWithTheRemedy(String property, String problem, String remedy, CapturedOutput output) {
		String name = property.substring(0, property.indexOf('='));
		String value = property.substring(property.indexOf('=') + 1);
		start(property);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property '" + name + "' with value '" + value + "' (from ")
			.contains(") " + problem)
			.contains(remedy)
			.doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.enabled", "monitor.application", "monitor.logging.enabled",
			"monitor.logging.format", "monitor.warmup.enabled", "monitor.warmup.timeout", "monitor.port.port",
			"monitor.metrics.listen-address", "monitor.health.include-dependencies" })
	void aPlaceholderWithoutAValueIsNamed(String property, CapturedOutput output) {
		start(property + "=${NOT_SET}", "monitor.dependencies.d.address=127.0.0.1:1");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property '" + property + "'")
			.contains(" needs 'NOT_SET', which has no value.")
			.contains("Set 'NOT_SET', or write a default into the property: ${NOT_SET:default}.")
			.doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.port=${NOT_SET}", "server.port=x" })
	void otherPropertiesAreLeftToSpringBoot(String property, CapturedOutput output) {
		start(property);
		assertThat(output).doesNotContain("Property 'server.port'");
	}

	@Test
	void whatComesOfAPlaceholderIsNotShown(CapturedOutput output) {
		start("monitor.warmup.timeout=${PAUSE}", "PAUSE=t1ger");
		assertThat(output).contains("Property 'monitor.warmup.timeout' with value '${PAUSE}' (from ")
			.contains(") is not a time.")
			.doesNotContain("t1ger");
	}

	private static void start(String... properties) {
		SpringApplication application = new SpringApplication(App.class);
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1",
				"--spring.main.banner-mode=off", "--monitor.warmup.requests[0].path=/"));
		for (String property : properties) {
			arguments.add("--" + property);
		}
		assertThat(catchThrowable(() -> application.run(arguments.toArray(new String[0])).close())).isNotNull();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, ScrapeAutoConfiguration.class,
			DependencyAutoConfiguration.class, WarmupAutoConfiguration.class, PortAutoConfiguration.class,
			MeterAutoConfiguration.class, MetricLinesAutoConfiguration.class })
	static class App {

	}

}
