package dev.monitor.logging.logback;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.monitor.event.EventKind;
import dev.monitor.event.EventMarker;
import dev.monitor.event.EventPairs;
import dev.monitor.logging.LogfmtReader;
import dev.monitor.logging.LoggingPage;
import dev.monitor.property.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application writes while it starts, seen from outside of its process.
 */
class StartTests {

	@TempDir
	private Path directory;

	@Test
	void everyLineOfAStartIsAnEvent() throws Exception {
		List<String> lines = start(Map.of());
		assertThat(lines).hasSizeGreaterThan(1)
			.extracting((line) -> LogfmtReader.read((line + "\n").getBytes(StandardCharsets.UTF_8)))
			.allSatisfy((pairs) -> assertThat(pairs).containsEntry("ns", "orders")
				.containsKeys("t", "lvl", "msg")
				.doesNotContainKey("tags"));
	}

	@Test
	void oneEnvironmentVariableMakesItJson() throws Exception {
		assertThat(start(Map.of("MONITOR_LOGGING_FORMAT", "JSON"))).hasSizeGreaterThan(1)
			.extracting((line) -> JsonMapper.shared().readTree(line).get("ns").asString())
			.containsOnly("orders");
	}

	@ParameterizedTest
	@ValueSource(strings = { "kv", "json" })
	void noJsonMapperIsMadeBeforeAnObjectIsLogged(String format) throws Exception {
		Path classes = this.directory.resolve("classes");
		// Spring Boot would make one in the background
		String[] options = { "-Xlog:class+load:file=" + classes, "-Dspring.backgroundpreinitializer.ignore=true" };
		List<String> lines = start(Map.of("MONITOR_LOGGING_FORMAT", format, "LOGGINGTEST_LOG", "plain"), options);
		assertThat(lines).anyMatch((line) -> line.contains("plain 1") && line.contains("1.5"))
			.anyMatch((line) -> line.contains("job") && line.contains("done"));
		assertThat(loaded(classes)).contains(EventWriter.class.getName())
			.doesNotContain(JsonMapper.class.getName(), SerializationContext.class.getName());
		lines = start(Map.of("MONITOR_LOGGING_FORMAT", format, "LOGGINGTEST_LOG", "object"), options);
		assertThat(lines).anyMatch((line) -> line.replace("\\", "").contains("{\"x\":1,\"y\":[2]}"));
		assertThat(loaded(classes)).contains(JsonMapper.class.getName());
	}

	@Test
	void offLeavesTheFormatOfSpringBoot() throws Exception {
		assertThat(start(Map.of("MONITOR_LOGGING_FORMAT", "off"))).anyMatch((line) -> line.contains(" INFO "))
			.noneMatch((line) -> line.contains(" ns=orders "));
	}

	@Test
	void aLogbackFileOfTheUserCanUseTheEncoder() throws Exception {
		Path file = this.directory.resolve("mine.xml");
		List<String> page = LoggingPage.lines("xml");
		Files.write(file, page.subList(0, page.indexOf("</configuration>") + 1));
		assertThat(start(Map.of("LOGGING_CONFIG", file.toString()))).hasSizeGreaterThan(1)
			.allMatch((line) -> line.startsWith("t=") && line.contains(" ns=orders "));
	}

	@Test
	void aFailedStartIsReportedInLines() throws Exception {
		assertThat(start(Map.of("LOGGINGTEST_FAIL", "true"))).last()
			.extracting((line) -> LogfmtReader.read((line + "\n").getBytes(StandardCharsets.UTF_8)).get("stack"))
			.asString()
			.contains("Refuses to start");
	}

	@Test
	void whatSpringBootReportsIsReadableToo() throws Exception {
		List<String> lines = start(
				Map.of("DEBUG", "true", "MONITOR_LOGGING_ZONE", "UTC", "LOGGINGTEST_REPORT", "true"));
		assertThat(lines).contains("CONDITIONS EVALUATION REPORT", "APPLICATION FAILED TO START", "Mend it.")
			.anyMatch((line) -> line.startsWith("t=") && line.contains("CONDITIONS EVALUATION REPORT"))
			.anyMatch((line) -> line.startsWith("t=") && line.contains("lvl=error") && line.contains("Mend it."));
	}

	@Test
	void anUnknownFormatIsReportedWithItsRemedy() throws Exception {
		assertThat(String.join("\n", start(Map.of("MONITOR_LOGGING_FORMAT", "xml"))))
			.contains("APPLICATION FAILED TO START")
			.contains("'monitor.logging.format' with value 'xml'")
			.contains("Set it to kv, json or off.");
	}

	private static Set<String> loaded(Path log) throws IOException {
		return Files.readAllLines(log)
			.stream()
			.map((line) -> line.replaceFirst("^(\\[[^]]*])+ ", "").split(" ", 2)[0])
			.collect(Collectors.toSet());
	}

	private List<String> start(Map<String, String> variables, String... options)
			throws IOException, InterruptedException {
		File output = this.directory.resolve("output").toFile();
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of(options));
		command.addAll(
				List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), App.class.getName()));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
		builder.environment().putAll(variables);
		Process process = builder.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			return Files.readAllLines(output.toPath());
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TaskExecutionAutoConfiguration.class)
	static class App {

		App() {
			if (System.getenv("LOGGINGTEST_FAIL") != null) {
				throw new IllegalStateException("Refuses to start");
			}
			if (System.getenv("LOGGINGTEST_REPORT") != null) {
				throw new InvalidPropertyException("a.b", "c", "is wrong", "Mend it.");
			}
		}

		public static void main(String[] args) {
			SpringApplication application = new SpringApplication(App.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.setDefaultProperties(Map.of("spring.application.name", "orders"));
			ConfigurableApplicationContext context = application.run(args);
			if (System.getenv("LOGGINGTEST_LOG") != null) {
				log(System.getenv("LOGGINGTEST_LOG").equals("object"));
			}
			context.close();
		}

		private static void log(boolean object) {
			Logger logger = LoggerFactory.getLogger("log");
			logger.atWarn()
				.addKeyValue("number", 1.5)
				.addKeyValue("text", "a b")
				.addKeyValue("map", Map.of("k", 1))
				.setCause(new IllegalStateException("x"))
				.log("plain {}", 1);
			logger.info(new Job(), "done");
			if (object) {
				logger.atInfo().addKeyValue("object", new Point(1, List.of(2))).log("object");
			}
		}

	}

	record Point(int x, List<Integer> y) {

	}

	private static final class Job extends EventMarker {

		Job() {
			super(EventKind.of("job"));
		}

		@Override
		public void describe(EventPairs pairs) {
			pairs.add("took", 3);
		}

	}

}
