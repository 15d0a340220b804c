package dev.monitor.logging.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.monitor.CapturedLog;
import dev.monitor.RealClient;
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
import org.springframework.boot.SpringBootVersion;
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

	private static final String SYSTEM_PROPERTY = "CONSOLE_LOG_STRUCTURED_FORMAT";

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
			"monitor.logging.format,OFF", "monitor.logging.format,false", "logging.config,classpath:mine.xml",
			"logging.pattern.console,%m%n" })
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
			monitor.logging.max-line-bytes | 511   | in that range
			monitor.logging.max-line-bytes | 65536 | in that range
			""")
	void valuesOutOfRangeStopTheStart(String property, String value, String remedy) {
		set(property, value);
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> process(null))
			.satisfies((failure) -> {
				assertThat(failure.getProperty()).isEqualTo(property);
				assertThat(failure).hasMessageContaining(property).hasMessageContaining(value);
				assertThat(failure.analysis().getAction()).contains(remedy);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "lvl", "url", "logger", "queue", "channel", "host", "instance" })
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

	@ParameterizedTest
	@CsvSource({ "logging.pattern.console,%m%n", "logging.structured.format.console,ecs",
			"logging.config,classpath:mine.xml" })
	void aFormatThatHasNoEffectIsToldOnce(String property, String value) {
		set("monitor.logging.format", "json");
		set(property, value);
		assertThat(said(null, null)).singleElement()
			.asString()
			.startsWith("WARN monitor.logging.format has no effect")
			.contains(property);
	}

	@Test
	void aLogbackFileBesideTheFormatIsToldUnlessItUsesTheEncoder(@TempDir Path directory) throws IOException {
		set("monitor.logging.format", "json");
		Path file = directory.resolve("logback-spring.xml");
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { directory.toUri().toURL() },
				getClass().getClassLoader())) {
			Files.writeString(file, "<format>" + EventFormatter.class.getName() + "</format>");
			assertThat(said(classLoader)).isEmpty();
			Files.writeString(file, "<configuration/>");
			assertThat(said(classLoader)).singleElement()
				.asString()
				.startsWith("WARN monitor.logging.format has no effect")
				.contains("logback-spring.xml");
		}
	}

	@Test
	void anotherLoggingSystemIsToldAndAWarningIfAFormatIsAskedFor() {
		ClassLoader classLoader = new FilteredClassLoader("ch.qos.logback.classic");
		assertThat(said(classLoader, classLoader)).singleElement()
			.asString()
			.startsWith("INFO Monitor leaves the console as it is")
			.contains("its lines need Logback, which");
		set("monitor.logging.format", "kv");
		assertThat(said(classLoader)).singleElement()
			.asString()
			.startsWith("WARN monitor.logging.format has no effect");
	}

	@Test
	void settingsOfSpringBootsJsonThatNothingReadsAreTold() {
		set("logging.structured.json.stacktrace.root", "first");
		assertThat(said((ClassLoader) null)).isEmpty();
		set("logging.structured.json.rename.message", "text");
		set("logging.structured.json.exclude", "pid");
		assertThat(said((ClassLoader) null)).singleElement()
			.asString()
			.startsWith("WARN logging.structured.json.exclude, logging.structured.json.rename have no effect");
		set("logging.structured.format.file", "ecs");
		assertThat(said((ClassLoader) null)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "off", "false" })
	void nobodyIsToldOfWhatIsOff(String format) {
		set("monitor.logging.format", format);
		set("logging.pattern.console", "%m%n");
		assertThat(said(null, new FilteredClassLoader("net.logstash.logback"))).singleElement()
			.asString()
			.startsWith("INFO");
	}

	@Test
	void whileDevelopingTheConsoleIsSpringBoots() throws IOException {
		URL devtools = RealClient
			.jar("org.springframework.boot", "spring-boot-devtools", SpringBootVersion.getVersion())
			.toUri()
			.toURL();
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { devtools }, getClass().getClassLoader())) {
			process(classLoader);
			assertThat(this.environment.getProperty(FORMAT)).isNull();
			set("monitor.logging.format", "json");
			process(classLoader);
			assertThat(this.environment.getProperty(FORMAT)).isEqualTo(EventFormatter.class.getName());
		}
	}

	@Test
	void decidesNothingInTheBootstrapContext() {
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("bootstrap", Map.of("spring.config.name", "bootstrap")));
		assertThat(format()).isNull();
	}

	@Test
	void theFormatOfAnEarlierApplicationIsForgotten() {
		System.setProperty(SYSTEM_PROPERTY, EventFormatter.class.getName());
		try {
			set("monitor.logging.format", "off");
			process(null);
			assertThat(System.getProperty(SYSTEM_PROPERTY)).isNull();
			System.setProperty(SYSTEM_PROPERTY, "ecs");
			process(null);
			assertThat(System.getProperty(SYSTEM_PROPERTY)).isEqualTo("ecs");
		}
		finally {
			System.clearProperty(SYSTEM_PROPERTY);
		}
	}

	/**
	 * Return what is said while applications start, one after the other.
	 */
	private List<String> said(@Nullable ClassLoader... classLoaders) {
		LoggingAdvice.reset();
		try (CapturedLog log = new CapturedLog(LoggingEnvironmentPostProcessor.class)) {
			for (ClassLoader classLoader : classLoaders) {
				process(classLoader);
			}
			return log.lines();
		}
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
		this.environment.getPropertySources().remove("monitorLogging");
		DeferredLogs logs = new DeferredLogs();
		new LoggingEnvironmentPostProcessor(logs).postProcessEnvironment(this.environment, application);
		logs.switchOverAll();
	}

}
