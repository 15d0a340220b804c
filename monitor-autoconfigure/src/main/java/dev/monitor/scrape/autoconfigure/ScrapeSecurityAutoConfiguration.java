package dev.monitor.scrape.autoconfigure;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.guard.ResourceServerTokens;
import dev.monitor.scrape.security.AdmittedScrapes;
import dev.monitor.scrape.security.SpringSecurityTokens;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.Ordered;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenReactiveAuthenticationManager;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.ReactiveOpaqueTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.introspection.ReactiveOpaqueTokenIntrospector;
import org.springframework.security.web.SecurityFilterChain;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for scraping where Spring Security
 * guards the application. Comes after all of Boot's own, which back off when they find a
 * {@link SecurityFilterChain} and must not find ours.
 */
@AutoConfiguration(after = ScrapeAutoConfiguration.class, afterName = {
		"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
		"org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
		"org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration" })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("metrics")
@ConditionalOnWebApplication
@ConditionalOnClass(Authentication.class)
@ConditionalOnBean(name = "monitorScrapeGuard")
public final class ScrapeSecurityAutoConfiguration {

	/**
	 * A reactive application needs none: no request for metrics comes as far as Spring
	 * Security. Without another chain Spring Security guards everything on its own, and
	 * stops that when it finds one.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass(SecurityFilterChain.class)
	@ConditionalOnBean(SecurityFilterChain.class)
	static class ChainConfiguration {

		@Bean
		@Fallback
		AdmittedScrapes monitorAdmittedScrapes() {
			return new AdmittedScrapes();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ JwtDecoder.class, JwtAuthenticationProvider.class })
	@ConditionalOnSingleCandidate(JwtDecoder.class)
	static class JwtConfiguration {

		@Bean
		@ConditionalOnMissingBean(ResourceServerTokens.class)
		SpringSecurityTokens monitorResourceServerTokens(JwtDecoder decoder,
				ObjectProvider<JwtAuthenticationConverter> converter) {
			JwtAuthenticationProvider provider = new JwtAuthenticationProvider(decoder);
			converter.ifUnique(provider::setJwtAuthenticationConverter);
			return new SpringSecurityTokens(provider);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(OpaqueTokenIntrospector.class)
	@ConditionalOnSingleCandidate(OpaqueTokenIntrospector.class)
	static class OpaqueTokenConfiguration {

		@Bean
		@ConditionalOnMissingBean(ResourceServerTokens.class)
		SpringSecurityTokens monitorResourceServerTokens(OpaqueTokenIntrospector introspector,
				ObjectProvider<OpaqueTokenAuthenticationConverter> converter) {
			OpaqueTokenAuthenticationProvider provider = new OpaqueTokenAuthenticationProvider(introspector);
			converter.ifUnique(provider::setAuthenticationConverter);
			return new SpringSecurityTokens(provider);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass({ ReactiveJwtDecoder.class, JwtReactiveAuthenticationManager.class })
	@ConditionalOnSingleCandidate(ReactiveJwtDecoder.class)
	static class ReactiveJwtConfiguration {

		@Bean
		@ConditionalOnMissingBean(ResourceServerTokens.class)
		SpringSecurityTokens monitorResourceServerTokens(ReactiveJwtDecoder decoder,
				ObjectProvider<ReactiveJwtAuthenticationConverter> converter) {
			JwtReactiveAuthenticationManager manager = new JwtReactiveAuthenticationManager(decoder);
			converter.ifUnique(manager::setJwtAuthenticationConverter);
			return SpringSecurityTokens.reactive(manager);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(ReactiveOpaqueTokenIntrospector.class)
	@ConditionalOnSingleCandidate(ReactiveOpaqueTokenIntrospector.class)
	static class ReactiveOpaqueTokenConfiguration {

		@Bean
		@ConditionalOnMissingBean(ResourceServerTokens.class)
		SpringSecurityTokens monitorResourceServerTokens(ReactiveOpaqueTokenIntrospector introspector,
				ObjectProvider<ReactiveOpaqueTokenAuthenticationConverter> converter) {
			OpaqueTokenReactiveAuthenticationManager manager = new OpaqueTokenReactiveAuthenticationManager(
					introspector);
			converter.ifUnique(manager::setAuthenticationConverter);
			return SpringSecurityTokens.reactive(manager);
		}

	}

}
