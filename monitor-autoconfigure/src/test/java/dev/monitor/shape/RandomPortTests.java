package dev.monitor.shape;

import java.util.List;

import dev.monitor.health.RunningApp;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test of an application with a server of its own.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "monitor.port.port=")
class RandomPortTests {

	@Test
	void isHealthyReadableAndTakesNoOtherPort(@LocalServerPort int port, @Autowired Environment environment)
			throws Exception {
		for (String path : List.of("/health", "/livez", "/actuator/health", "/actuator/prometheus")) {
			assertThat(RunningApp.send(port, "GET", path).statusCode()).as(path).isEqualTo(200);
		}
		assertThat(environment.containsProperty("local.monitor.port.port")).isFalse();
		assertThat(environment.containsProperty("logging.structured.format.console")).isFalse();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

	}

}
