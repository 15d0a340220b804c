package dev.monitor;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CapturedLog}.
 */
class CapturedLogTests {

	private static final String SOURCE = "captured";

	@Test
	void applicationsThatConfigureTheLogTakeNothingAway() {
		startAndClose();
		try (CapturedLog log = new CapturedLog(SOURCE)) {
			LoggerFactory.getLogger(SOURCE).info("before");
			startAndClose();
			LoggerFactory.getLogger(SOURCE).info("after");
			assertThat(log.lines()).containsExactly("INFO before", "INFO started", "INFO after");
		}
	}

	@Test
	void nothingIsCapturedAfterTheEnd() {
		CapturedLog log = new CapturedLog(SOURCE);
		log.close();
		startAndClose();
		assertThat(log.lines()).isEmpty();
	}

	private static void startAndClose() {
		SpringApplication application = new SpringApplication(Nothing.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run()) {
			assertThat(context.isActive()).isTrue();
			LoggerFactory.getLogger(SOURCE).info("started");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

}
