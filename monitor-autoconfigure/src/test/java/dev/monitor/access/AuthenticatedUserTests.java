package dev.monitor.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The user of access events where Spring Security authenticates.
 */
class AuthenticatedUserTests {

	@RegisterExtension
	private final HttpLines events = new HttpLines();

	@ParameterizedTest
	@EnumSource
	void theUserOfSpringSecurityIsNamed(HttpServer server) {
		server.run(App.class, (port, context) -> {
			assertThat(ask(port, "/hello", "anna:x")).startsWith("HTTP/1.1 200");
			assertThat(this.events.next()).containsEntry("httpStatus", "200").containsEntry("authUser", "anna");
			assertThat(ask(port, "/async", "anna:x")).startsWith("HTTP/1.1 202");
			assertThat(this.events.next()).containsEntry("httpStatus", "202").containsEntry("authUser", "anna");
			assertThat(ask(port, "/fail", "anna:x")).startsWith("HTTP/1.1 500");
			assertThat(this.events.next()).containsEntry("httpStatus", "500").containsEntry("authUser", "anna");
			this.events.assertNoMore();
		});
	}

	@ParameterizedTest
	@EnumSource
	void whoIsNotAuthenticatedHasNoName(HttpServer server) {
		server.run(App.class, (port, context) -> {
			assertThat(ask(port, "/hello", "anna:wrong")).startsWith("HTTP/1.1 401");
			assertThat(this.events.next()).containsEntry("httpStatus", "401").doesNotContainKey("authUser");
			this.events.assertNoMore();
		});
	}

	private static String ask(int port, String path, String user) {
		String credentials = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
		return HttpServer.send(port, "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
				+ "Authorization: Basic " + credentials + "\r\n\r\n");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	@Import(HttpApp.class)
	static class App {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		InMemoryUserDetailsManager users() {
			return new InMemoryUserDetailsManager(User.withUsername("anna").password("{noop}x").build());
		}

		@Bean
		DelegatingFilterProxyRegistrationBean filter() {
			DelegatingFilterProxyRegistrationBean filter = new DelegatingFilterProxyRegistrationBean(
					"springSecurityFilterChain");
			filter.setOrder(-100);
			return filter;
		}

	}

}
