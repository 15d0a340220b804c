package dev.monitor.logging.logback;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.monitor.logging.LogfmtReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
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

	@Test
	void offLeavesTheFormatOfSpringBoot() throws Exception {
		assertThat(start(Map.of("MONITOR_LOGGING_FORMAT", "off"))).anyMatch((line) -> line.contains(" INFO "))
			.noneMatch((line) -> line.contains(" ns=orders "));
	}

	@Test
	void aLogbackFileOfTheUserCanUseTheEncoder() throws Exception {
		Path file = this.directory.resolve("mine.xml");
		Files.writeString(file, """
				<configuration>
					<appender name="LINES" class="ch.qos.logback.core.ConsoleAppender">
						<encoder class="org.springframework.boot.logging.logback.StructuredLogEncoder">
							<format>dev.monitor.logging.logback.EventFormatter</format>
						</encoder>
					</appender>
					<root level="info">
						<appender-ref ref="LINES" />
					</root>
				</configuration>
				""");
		assertThat(start(Map.of("LOGGING_CONFIG", file.toString(), "SPRING_MAIN_BANNERMODE", "off")))
			.hasSizeGreaterThan(1)
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
	void anUnknownFormatIsReportedWithItsRemedy() throws Exception {
		assertThat(String.join("\n", start(Map.of("MONITOR_LOGGING_FORMAT", "xml"))))
			.contains("APPLICATION FAILED TO START")
			.contains("'monitor.logging.format' with value 'xml'")
			.contains("Set it to kv, json or off.");
	}

	private List<String> start(Map<String, String> variables) throws IOException, InterruptedException {
		File output = this.directory.resolve("output").toFile();
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), App.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(output);
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
	static class App {

		App() {
			if (System.getenv("LOGGINGTEST_FAIL") != null) {
				throw new IllegalStateException("Refuses to start");
			}
		}

		public static void main(String[] args) {
			SpringApplication application = new SpringApplication(App.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.setDefaultProperties(Map.of("spring.application.name", "orders"));
			application.run(args).close();
		}

	}

}
