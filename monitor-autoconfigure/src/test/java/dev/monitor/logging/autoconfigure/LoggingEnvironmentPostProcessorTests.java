package dev.monitor.logging.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import dev.monitor.logging.logback.EventFormatter;
import dev.monitor.logging.logback.LineSettings;
import dev.monitor.property.InvalidPropertyException;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.boot.logging.DeferredLogs;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LoggingEnvironmentPostProcessor}.
 */
class LoggingEnvironmentPostProcessorTests {

	private static final String FORMAT = "logging.structured.format.console";

	private final StandardEnvironment environment = new StandardEnvironment();

	LoggingEnvironmentPostProcessorTests() {
		ConfigurationPropertySources.attach(this.environment);
	}

	@Test
	void linesAreTheDefaultFormat() {
		assertThat(format()).isEqualTo(EventFormatter.class.getName());
	}

	@Test
	void whateverIsAddedComesLast() {
		process(null);
		assertThat(this.environment.getPropertySources().stream()).last()
			.extracting("name")
			.isEqualTo("monitorLogging");
	}

	@Test
	void runsRightAfterTheConfigurationIsKnown() {
		ArgumentResolver arguments = ArgumentResolver.of(DeferredLogFactory.class, new DeferredLogs());
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(EnvironmentPostProcessor.class, arguments, FailureHandler.logging(LogFactory.getLog(getClass()))))
			.filteredOn(LoggingEnvironmentPostProcessor.class::isInstance)
			.singleElement()
			.extracting("order")
			.isEqualTo(ConfigDataEnvironmentPostProcessor.ORDER + 1);
	}

	@ParameterizedTest
	@CsvSource({ "monitor.enabled,false", "monitor.logging.enabled,false", "monitor.logging.format,off",
			"monitor.logging.format,OFF", "monitor.logging.format,false", "logging.config,classpath:mine.xml" })
	void staysOutIfAPropertySaysSo(String property, String value) {
		set(property, value);
		assertThat(format()).isNull();
		assertThat(this.environment.getPropertySources().contains("monitorLogging")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ecs", "" })
	void aFormatOfTheUserWins(String format) {
		set(FORMAT, format);
		assertThat(format()).isEqualTo(format);
	}

	@ParameterizedTest
	@ValueSource(strings = { "logback.xml", "logback-test.xml", "logback-spring.xml", "logback-test-spring.xml",
			"logback.groovy" })
	void aLogbackFileOfTheUserWins(String file, @TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve(file), "<configuration/>");
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { directory.toUri().toURL() },
				getClass().getClassLoader())) {
			process(classLoader);
		}
		assertThat(this.environment.getProperty(FORMAT)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ch.qos.logback.classic", "net.logstash.logback", "tools.jackson" })
	void staysOutWithoutALibrary(String library) {
		process(new FilteredClassLoader(library));
		assertThat(this.environment.getProperty(FORMAT)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "JSON", "json", "Kv" })
	void oneEnvironmentVariableIsEnough(String value) {
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
					Map.of("MONITOR_LOGGING_FORMAT", value)));
		assertThat(format()).isEqualTo(EventFormatter.class.getName());
		assertThat(LineSettings.from(this.environment).form()).hasToString(value.toUpperCase(Locale.ROOT));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			monitor.logging.format         | xml      | kv, json or off
			monitor.logging.zone           | Mars/One | Europe/Berlin
			monitor.logging.max-line-bytes | many     | number of bytes
			monitor.logging.max-line-bytes | 511      | in that range
			monitor.logging.max-line-bytes | 65536    | in that range
			""")
	void badValuesStopTheStart(String property, String value, String remedy) {
		set(property, value);
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> process(null))
			.satisfies((failure) -> {
				assertThat(failure.getProperty()).isEqualTo(property);
				assertThat(failure).hasMessageContaining(property).hasMessageContaining(value);
				assertThat(failure.analysis().getAction()).contains(remedy);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "lvl", "url", "logger" })
	void aConstantPairMustNotTakeAKeyOfMonitors(String key) {
		set("monitor.logging.fields." + key, "x");
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> process(null))
			.withMessageContaining("monitor.logging.fields." + key);
	}

	@Test
	void badValuesAreFineWhereNothingReadsThem() {
		set("monitor.logging.format", "xml");
		set("monitor.logging.enabled", "false");
		assertThat(format()).isNull();
	}

	private void set(String property, String value) {
		this.environment.getPropertySources().addFirst(new MapPropertySource(property, Map.of(property, value)));
	}

	private @Nullable String format() {
		process(null);
		return this.environment.getProperty(FORMAT);
	}

	private void process(@Nullable ClassLoader classLoader) {
		SpringApplication application = new SpringApplication(new DefaultResourceLoader(classLoader));
		new LoggingEnvironmentPostProcessor().postProcessEnvironment(this.environment, application);
	}

}
