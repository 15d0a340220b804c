package dev.monitor.condition.autoconfigure;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ApplicationListener;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BootVersionListener}. That it runs on the real Spring Boot 3.5.7 and
 * 4.0.0 was tried by hand.
 */
class BootVersionListenerTests {

	private final SpringApplication application = new SpringApplication();

	private final ApplicationEnvironmentPreparedEvent event = new ApplicationEnvironmentPreparedEvent(
			new DefaultBootstrapContext(), this.application, new String[0], new MockEnvironment());

	@ParameterizedTest
	@ValueSource(strings = { "3.5.7", "4.0.0", "4.0.12-SNAPSHOT", "2.7.18", "1.0" })
	void anOlderVersionIsRefusedInOneSentence(String version) {
		assertThatExceptionOfType(UnsupportedBootException.class).isThrownBy(() -> run(version)).satisfies((ex) -> {
			FailureAnalysis analysis = new UnsupportedBootFailureAnalyzer().analyze(ex);
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription())
				.isEqualTo("Monitor needs Spring Boot 4.1 or later; this application runs on %s.".formatted(version));
		});
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "4.1.0", "4.1.1-SNAPSHOT", "4.10.0-M1", "5.0", "10.0.0", "unknown", "" })
	void anyOtherIsLetPass(@Nullable String version) {
		run(version);
	}

	@Test
	void isTheFirstListenerOfAll() {
		this.application.setWebApplicationType(WebApplicationType.NONE);
		assertThat(this.application.getListeners()).first().isInstanceOf(BootVersionListener.class);
		new BootVersionListener().onApplicationEvent(this.event);
	}

	@Test
	void theAnalyzerIsThere() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, FailureHandler.logging(LogFactory.getLog(getClass()))))
			.hasAtLeastOneElementOfType(UnsupportedBootFailureAnalyzer.class);
	}

	private void run(@Nullable String version) {
		ApplicationListener<ApplicationEnvironmentPreparedEvent> listener = new BootVersionListener(version);
		listener.onApplicationEvent(this.event);
	}

}
