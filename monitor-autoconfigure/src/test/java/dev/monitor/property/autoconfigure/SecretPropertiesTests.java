package dev.monitor.property.autoconfigure;

import java.io.PrintWriter;
import java.io.StringWriter;

import dev.monitor.dependency.autoconfigure.DependencyAutoConfiguration;
import dev.monitor.scrape.autoconfigure.ScrapeAutoConfiguration;
import dev.monitor.warmup.autoconfigure.WarmupAutoConfiguration;
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
 * Values that may be secret, and stand where the start of the application fails.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretPropertiesTests {

	private static final String SECRET = "t1ger";

	@ParameterizedTest
	@ValueSource(strings = { "monitor.metrics.tokens=t1ger", "monitor.metrics.tokens.a=t1ger",
			"monitor.metrics.tokens.a.hash=t1ger", "monitor.metrics.tokens.a.file=t1ger",
			"monitor.metrics.tokens.a.file=a/t1ger/b", "monitor.metrics.tokens.a.file=/t1ger",
			"monitor.metrics.tokens.a.file=/a/t1ger\u0000", "monitor.metrics.tokens[0]=t1ger",
			"monitor.dependencies=t1ger", "monitor.dependencies.d=http://u:t1ger@h",
			"monitor.dependencies.d.headers=Authorization:t1ger", "monitor.dependencies.d.url=http://u:t1ger@h h",
			"monitor.dependencies.d.url=t1ger", "monitor.dependencies.d.address=u:t1ger@h:1:1",
			"monitor.warmup.requests=t1ger", "monitor.warmup.requests[0]=t1ger",
			"monitor.warmup.requests[1].headers.Authorization=t1ger",
			"monitor.warmup.requests[0].headers=Authorization:t1ger", "monitor.warmup.requests[0].path=a?token=t1ger",
			"monitor.logging.fields=token:t1ger", "monitor.logging=t1ger", "monitor.metrics.listen-address=u:t1ger@h" })
	void areNotShown(String property, CapturedOutput output) {
		Throwable failure = start(property);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(property.substring(0, property.indexOf('=')).replaceFirst("\\[[01]](?!\\.path).*", ""))
			.doesNotContain(SECRET);
		StringWriter chain = new StringWriter();
		failure.printStackTrace(new PrintWriter(chain));
		assertThat(chain.toString()).doesNotContain(SECRET);
	}

	@ParameterizedTest
	@CsvSource({ "monitor.warmup.timeout,soon", "monitor.warmup.on-failure,never", "monitor.logging.format,xml" })
	void aWrongTimeOrChoiceIsShown(String property, String value, CapturedOutput output) {
		start(property + "=" + value);
		assertThat(output).contains("APPLICATION FAILED TO START").contains(property).contains(value);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					monitor.metrics.tokens=x           | Property 'monitor.metrics.tokens' (from
					monitor.metrics.tokens=x           | has a value, but only properties below it can have one.
					monitor.metrics.tokens=x           | Remove it, and set properties that begin with 'monitor.metrics.tokens.'.
					monitor.metrics.tokens.a=x         | Remove it, and set properties that begin with 'monitor.metrics.tokens.a.'.
					monitor.warmup.requests[1].path=/a | List 'monitor.warmup.requests' has a gap. Elements after the gap:
					monitor.warmup.requests[0].uri=/a  | The first element of list 'monitor.warmup.requests' has only unknown properties: 'monitor.warmup.requests[0].uri'
					monitor.warmup.timeout=999999d     | Property 'monitor.warmup.timeout' with value '999999d' is not between 1ms and 1d.
					""")
	void whatIsWrongIsOneSentence(String property, String sentence, CapturedOutput output) {
		start(property);
		assertThat(output).contains("APPLICATION FAILED TO START").contains(sentence);
	}

	private static Throwable start(String property) {
		SpringApplication application = new SpringApplication(App.class);
		Throwable failure = catchThrowable(() -> application
			.run("--" + property, "--server.port=0", "--spring.main.banner-mode=off", "--server.address=127.0.0.1",
					"--monitor.warmup.auto=false")
			.close());
		assertThat(failure).isNotNull();
		return failure;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, ScrapeAutoConfiguration.class,
			DependencyAutoConfiguration.class, WarmupAutoConfiguration.class })
	static class App {

	}

}
