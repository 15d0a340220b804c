package dev.monitor.health;

import java.net.ServerSocket;
import java.util.List;

import dev.monitor.CapturedLog;
import dev.monitor.gate.Gates;
import dev.monitor.warmup.Warmup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * An ordinary start and an ordinary end are nobody's concern: no warning.
 */
class OrdinaryLifeLogTests {

	private final CapturedLog log = new CapturedLog("dev.monitor");

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void webApplicationThatServesAndEnds() {
		try (ConfigurableApplicationContext context = run("--server.port=0")) {
			Gates gates = context.getBean(Gates.class);
			await().until(() -> gates.firstClosed() == null);
		}
		assertThat(warnings()).isEmpty();
		assertThat(this.log.lines()).filteredOn((line) -> line.contains("Gate 'shutdown' closed"))
			.singleElement()
			.asString()
			.startsWith("INFO ");
		assertThat(this.log.lines()).filteredOn((line) -> line.startsWith("INFO Warmup"))
			.singleElement()
			.asString()
			.startsWith("INFO Warmup done in ");
	}

	@Test
	void batchThatEndsWhileChecksAndWarmupRun() {
		for (int round = 0; round < 3; round++) {
			run("--spring.main.web-application-type=none", "--monitor.dependencies.stock.address=127.0.0.1:1",
					"--monitor.dependencies.stock.required=false")
				.close();
		}
		assertThat(warnings())
			.allMatch((line) -> line.startsWith("WARN Dependency 'stock' changed from UNKNOWN to DOWN"));
	}

	@Test
	void withoutATaskNothingIsSaidOfWarmup() {
		try (ConfigurableApplicationContext context = run("--spring.main.web-application-type=none",
				"--monitor.warmup.exclude=data-sources")) {
			assertThat(context.getBean(Warmup.class).report().tasks()).isEmpty();
		}
		assertThat(this.log.lines()).noneMatch((line) -> line.contains("armup"));
	}

	@Test
	void startThatFails() throws Exception {
		try (ServerSocket taken = new ServerSocket(0)) {
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> run("--server.port=" + taken.getLocalPort(), "--server.address=127.0.0.1"));
		}
		assertThat(warnings()).isEmpty();
	}

	private List<String> warnings() {
		return this.log.lines().stream().filter((line) -> line.startsWith("WARN") || line.startsWith("ERROR")).toList();
	}

	private static ConfigurableApplicationContext run(String... args) {
		return new SpringApplicationBuilder(TestApplication.class).run(args);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		ApplicationRunner work() {
			return (arguments) -> {
			};
		}

	}

}
