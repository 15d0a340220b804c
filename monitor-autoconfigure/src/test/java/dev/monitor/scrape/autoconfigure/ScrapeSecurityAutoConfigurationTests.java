package dev.monitor.scrape.autoconfigure;

import java.util.List;
import java.util.Map;

import dev.monitor.guard.Decision;
import dev.monitor.guard.ResourceServerTokens;
import dev.monitor.scrape.security.AdmittedScrapes;
import dev.monitor.scrape.servlet.ScrapeAccessFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

class ScrapeSecurityAutoConfigurationTests {

	private static final AutoConfigurations DOORS = AutoConfigurations.of(ScrapeSecurityAutoConfiguration.class,
			ScrapeAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class, MetricsAutoConfiguration.class,
			PrometheusMetricsExportAutoConfiguration.class, EndpointAutoConfiguration.class,
			WebEndpointAutoConfiguration.class, ManagementContextAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(DOORS)
		.withPropertyValues("server.port=8080");

	@Test
	void aChainOfOursStandsBesideBootsOwn() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(AdmittedScrapes.class)
			.hasBean("defaultSecurityFilterChain")
			.doesNotHaveBean(ResourceServerTokens.class));
	}

	@Test
	void theChainIsForAdmittedScrapesOnly() {
		AdmittedScrapes chain = new AdmittedScrapes();
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/actuator/prometheus");
		assertThat(chain.matches(request)).isFalse();
		request.setAttribute(ScrapeAccessFilter.ADMITTED_ATTRIBUTE, true);
		assertThat(chain.matches(request)).isTrue();
		assertThat(chain.getFilters()).isEmpty();
	}

	@Test
	void aChainOfTheApplicationsStaysTheOnlyOneBesideOurs() {
		SecurityFilterChain own = new AdmittedScrapes();
		this.runner.withBean("own", SecurityFilterChain.class, () -> own).run((context) -> {
			assertThat(context.getBeanNamesForType(SecurityFilterChain.class)).containsExactlyInAnyOrder("own",
					"monitorAdmittedScrapes");
			assertThat(context.getBean(SecurityFilterChain.class)).isSameAs(own);
		});
	}

	/**
	 * Then Spring Security denies everything, and would stop if it found a chain.
	 */
	@Test
	void withoutAnyOtherChainThereIsNoneOfOurs() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ScrapeSecurityAutoConfiguration.class,
					ScrapeAutoConfiguration.class, MetricsAutoConfiguration.class,
					PrometheusMetricsExportAutoConfiguration.class, EndpointAutoConfiguration.class,
					WebEndpointAutoConfiguration.class, ManagementContextAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SecurityFilterChain.class));
	}

	@Test
	void tokensOfAResourceServerAreJudged() {
		this.runner.withBean(JwtDecoder.class, () -> (token) -> {
			throw new BadJwtException("bad");
		})
			.run((context) -> assertThat(context.getBean(ResourceServerTokens.class).decide("token"))
				.isEqualTo(Decision.INVALID_TOKEN));
		this.runner.withBean(OpaqueTokenIntrospector.class, () -> (token) -> {
			throw new BadOpaqueTokenException("bad");
		})
			.run((context) -> assertThat(context.getBean(ResourceServerTokens.class).decide("token"))
				.isEqualTo(Decision.INVALID_TOKEN));
	}

	@Test
	void whatTheApplicationMakesOfAnOpaqueTokenCounts() {
		OpaqueTokenAuthenticationConverter own = (token, principal) -> new TestingAuthenticationToken(principal, token,
				"SCOPE_admin:metrics");
		this.runner
			.withBean(OpaqueTokenIntrospector.class,
					() -> (token) -> new DefaultOAuth2AuthenticatedPrincipal(Map.of("sub", "scraper"), List.of()))
			.withBean(OpaqueTokenAuthenticationConverter.class, () -> own)
			.run((context) -> assertThat(context.getBean(ResourceServerTokens.class).decide("token"))
				.isEqualTo(Decision.ADMITTED));
	}

	@Test
	void aJudgeOfTheApplicationsWins() {
		ResourceServerTokens own = (token) -> Decision.ADMITTED;
		this.runner.withBean("own", ResourceServerTokens.class, () -> own).withBean(JwtDecoder.class, () -> (token) -> {
			throw new BadJwtException("bad");
		}).run((context) -> assertThat(context.getBean(ResourceServerTokens.class)).isSameAs(own));
	}

	@Test
	void severalDecodersAreNotChosenFrom() {
		this.runner.withBean("one", JwtDecoder.class, () -> (token) -> {
			throw new BadJwtException("bad");
		}).withBean("two", JwtDecoder.class, () -> (token) -> {
			throw new BadJwtException("bad");
		}).run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ResourceServerTokens.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.metrics.enabled=false", "monitor.enabled=false" })
	void switchedOffItLeavesNothingBehind(String property) {
		this.runner.withPropertyValues(property).run(ScrapeSecurityAutoConfigurationTests::assertNothingOfOurs);
	}

	@Test
	void withoutSpringSecurityThereIsNothing() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.run(ScrapeSecurityAutoConfigurationTests::assertNothingOfOurs);
	}

	@Test
	void withoutAResourceServerThereIsNoJudge() {
		this.runner
			.withClassLoader(new FilteredClassLoader(JwtAuthenticationProvider.class, OpaqueTokenIntrospector.class))
			.run((context) -> assertThat(context).hasSingleBean(AdmittedScrapes.class)
				.doesNotHaveBean(ResourceServerTokens.class));
	}

	@Test
	void withoutAWebServerThereIsNothing() {
		new ApplicationContextRunner().withConfiguration(DOORS)
			.run(ScrapeSecurityAutoConfigurationTests::assertNothingOfOurs);
	}

	private static void assertNothingOfOurs(ApplicationContextAssertProvider<?> context) {
		assertThat(context).hasNotFailed()
			.doesNotHaveBean("monitorAdmittedScrapes")
			.doesNotHaveBean("monitorResourceServerTokens");
	}

}
