package dev.monitor.health;

import java.util.List;

import dev.monitor.Unwanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Health is for everyone, whatever Spring Security guards; all else is as it was.
 */
class SecuredHealthTests {

	private static final String[] PATHS = { "/health", "/readyz", "/livez" };

	@ParameterizedTest
	@EnumSource(value = Unwanted.class, names = { "TOMCAT", "JETTY" })
	void theDefaultChainIsNotAsked(Unwanted otherServer) throws Exception {
		try (RunningApp app = RunningApp.start(DefaultApplication.class, List.of(otherServer),
				"monitor.warmup.enabled=false")) {
			assertHealthIsOpen(app.port());
			assertThat(app.get("/").statusCode()).isEqualTo(401);
			assertThat(app.get("/health/more").statusCode()).isEqualTo(401);
		}
	}

	@Test
	void aChainThatDeniesAllIsNotAsked() throws Exception {
		try (RunningApp app = RunningApp.start(DenyingApplication.class, List.of(Unwanted.JETTY),
				"monitor.warmup.enabled=false")) {
			assertHealthIsOpen(app.port());
			assertThat(app.get("/").statusCode()).isEqualTo(403);
			assertThat(app.get("/actuator/health").statusCode()).isEqualTo(403);
			assertThat(app.get("/health/more").statusCode()).isEqualTo(403);
			assertThat(app.bean(SecurityFilterChain.class)).isNotNull();
			assertThat(app.context().getBeansOfType(SecurityFilterChain.class)).containsOnlyKeys("denyAll",
					"monitorAdmittedScrapes", "monitorDashboardChain");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "monitor.health.listen-address=127.0.0.1:0" })
	void aManagementPortChangesNothing(String listener) throws Exception {
		try (RunningApp app = RunningApp.start(DenyingApplication.class, List.of(Unwanted.JETTY),
				"monitor.warmup.enabled=false", "management.server.port=0", "management.server.address=127.0.0.1",
				listener.isEmpty() ? "a=b" : listener)) {
			boolean own = !listener.isEmpty();
			assertHealthIsOpen(own ? app.port("local.monitor.health.port") : app.port());
			if (own) {
				assertThat(app.get("/health").statusCode()).isEqualTo(403);
			}
			assertThat(RunningApp.send(app.port("local.management.port"), "GET", "/actuator/health").statusCode())
				.isEqualTo(403);
			assertThat(RunningApp.send(app.port("local.management.port"), "GET", "/health").statusCode())
				.isNotEqualTo(200);
		}
	}

	private static void assertHealthIsOpen(int port) throws Exception {
		for (String path : PATHS) {
			for (String method : new String[] { "GET", "HEAD", "OPTIONS" }) {
				assertThat(RunningApp.send(port, method, path).statusCode()).as(method + " " + path).isEqualTo(200);
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class DefaultApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class DenyingApplication {

		@Bean
		SecurityFilterChain denyAll(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll()).build();
		}

	}

}
