package dev.monitor.logging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.monitor.RealClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties of logging where Spring Cloud's bootstrap context logs before they are read.
 */
@Timeout(240)
class BootstrapContextTests {

	private static final String CLOUD = "5.0.4";

	private static final String GROUP = "org.springframework.cloud";

	@TempDir
	private Path directory;

	@Test
	void everyLineIsAnEventByDefault() throws Exception {
		assertThat(run("")).hasSizeGreaterThan(1)
			.allSatisfy((line) -> assertThat(LogfmtReader.read((line + "\n").getBytes(StandardCharsets.UTF_8)))
				.containsEntry("ns", "orders"));
	}

	@Test
	void theSwitchesOfTheApplicationAct() throws Exception {
		for (String off : List.of("monitor.enabled=false", "monitor.logging.enabled=false",
				"monitor.logging.format=off")) {
			assertThat(run(off)).as(off)
				.noneMatch((line) -> line.startsWith("t="))
				.last()
				.asString()
				.contains(": hello, statuses ");
		}
		assertThat(run("monitor.enabled=false")).last().asString().endsWith(": hello, statuses null");
	}

	@Test
	void theFormatOfAnImportedFileActs() throws Exception {
		Files.writeString(this.directory.resolve("more.properties"), "monitor.logging.format=json");
		assertThat(run("spring.config.import=file:./more.properties")).hasSizeGreaterThan(1)
			.allSatisfy(
					(line) -> assertThat(JsonMapper.shared().readTree(line).get("ns").asString()).isEqualTo("orders"));
	}

	private List<String> run(String property) throws IOException, InterruptedException {
		Files.writeString(this.directory.resolve("application.properties"),
				"spring.application.name=orders\n" + property + "\n");
		return new ChildJvm(this.directory, List.of(), List.of(RealClient.jar(GROUP, "spring-cloud-context", CLOUD),
				RealClient.jar(GROUP, "spring-cloud-starter-bootstrap", CLOUD)), "")
			.run(App.class);
	}

	/**
	 * Logs one message.
	 */
	@Configuration(proxyBeanMethods = false)
	static class App {

		public static void main(String[] args) {
			SpringApplication application = new SpringApplication(App.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.setDefaultProperties(Map.of("spring.main.banner-mode", "off"));
			try (ConfigurableApplicationContext context = application.run(args)) {
				LoggerFactory.getLogger(App.class)
					.info("hello, statuses {}",
							context.getEnvironment().getProperty("management.endpoint.health.status.order"));
			}
		}

	}

}
