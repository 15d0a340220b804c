package dev.monitor.listener.autoconfigure;

import java.util.List;

import dev.monitor.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListenerNoticeAutoConfiguration}.
 */
class ListenerNoticeAutoConfigurationTests {

	@Test
	void namesWhatWouldServe() {
		assertThat(notices("monitor.port.port", "monitor.metrics.enabled=false")).singleElement()
			.asString()
			.contains("set monitor.port.port or monitor.health.listen-address or monitor.dashboard.listen-address.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.port.port=0", "monitor.health.listen-address=:0",
			"monitor.metrics.listen-address=:0", "monitor.dashboard.listen-address=:0", "monitor.enabled=false" })
	void saysNothingWhereOneServesOrAllIsOff(String property) {
		assertThat(notices("monitor.port.port", property)).isEmpty();
	}

	@Test
	void isThereWithoutAWebServerOnly() {
		AutoConfigurations door = AutoConfigurations.of(ListenerNoticeAutoConfiguration.class);
		new WebApplicationContextRunner().withConfiguration(door)
			.run((context) -> assertThat(context).doesNotHaveBean(ListenerNoticeAutoConfiguration.class));
		new ApplicationContextRunner().withConfiguration(door)
			.run((context) -> assertThat(context).hasSingleBean(ListenerNoticeAutoConfiguration.class));
	}

	private static List<String> notices(String empty, String property) {
		SpringApplication application = new SpringApplication(App.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (CapturedLog log = new CapturedLog(ListenerNoticeAutoConfiguration.class.getName())) {
			application.run("--" + empty + "=", "--" + property).close();
			return log.lines();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ListenerNoticeAutoConfiguration.class)
	static class App {

	}

}
