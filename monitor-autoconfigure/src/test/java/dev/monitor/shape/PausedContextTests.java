package dev.monitor.shape;

import java.util.List;

import dev.monitor.Unwanted;
import dev.monitor.gate.Gates;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A context that the tests of an application keep for later, and meanwhile pause.
 */
class PausedContextTests {

	@Test
	void hasNoThreadAndGoesOnAfterwards() {
		List<String> before = threads();
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(App.class)
			.web(WebApplicationType.NONE)
			.run("--" + Unwanted.property(Unwanted.JETTY, Unwanted.SECURITY), "--monitor.port.port=0",
					"--monitor.health.listen-address=127.0.0.1:0", "--monitor.metric-lines.enabled=true",
					"--monitor.dependencies.self.address=127.0.0.1:9", "--monitor.dependencies.self.required=false")) {
			Gates gates = context.getBean(Gates.class);
			await().until(() -> gates.firstClosed() == null);
			assertThat(threads()).isNotEqualTo(before);
			context.pause();
			await().untilAsserted(() -> assertThat(threads()).isEqualTo(before));
			context.restart();
			await().until(() -> gates.firstClosed() == null);
			assertThat(threads()).isNotEqualTo(before);
		}
		await().untilAsserted(() -> assertThat(threads()).isEqualTo(before));
	}

	/**
	 * The output of the log is one for the whole process.
	 */
	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("monitor-") && !name.startsWith("monitor-log"))
			.sorted()
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

	}

}
