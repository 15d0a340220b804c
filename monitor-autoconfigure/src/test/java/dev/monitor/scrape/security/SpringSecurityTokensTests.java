package dev.monitor.scrape.security;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.monitor.guard.Decision;
import dev.monitor.guard.TokenDecision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;

class SpringSecurityTokensTests {

	private static final List<GrantedAuthority> AUTHORITY = List.of(new SimpleGrantedAuthority("SCOPE_admin:metrics"));

	@Test
	void theAuthorityOpensTheMetrics() {
		assertThat(
				decide((token) -> new TestingAuthenticationToken("scraper", token, "SCOPE_a", "SCOPE_admin:metrics")))
			.isEqualTo(Decision.ADMITTED);
	}

	@Test
	void otherAuthoritiesDoNot() {
		assertThat(
				decide((token) -> new TestingAuthenticationToken("scraper", token, "SCOPE_metrics", "admin:metrics")))
			.isEqualTo(Decision.INSUFFICIENT_SCOPE);
		assertThat(decide((token) -> null)).isEqualTo(Decision.INSUFFICIENT_SCOPE);
	}

	@Test
	void aBadTokenIsInvalid() {
		assertThat(decide((token) -> {
			throw new InvalidBearerTokenException("bad");
		})).isEqualTo(Decision.INVALID_TOKEN);
	}

	@Test
	void whenNobodyCanTellItIsNotRefusedForGood() {
		assertThat(decide((token) -> {
			throw new AuthenticationServiceException("identity provider is down");
		})).isEqualTo(Decision.UNVERIFIABLE);
		assertThat(decide((token) -> {
			throw new ClassCastException("the answer is odd");
		})).isEqualTo(Decision.UNVERIFIABLE);
	}

	@Test
	void theEndOfTheTokensLifeIsTold() {
		Instant expires = Instant.parse("2026-11-27T12:00:00Z");
		Jwt jwt = Jwt.withTokenValue("token").header("alg", "none").subject("scraper").expiresAt(expires).build();
		OAuth2AccessToken opaque = new OAuth2AccessToken(TokenType.BEARER, "token", null, expires);
		OAuth2AuthenticatedPrincipal principal = new DefaultOAuth2AuthenticatedPrincipal(Map.of("sub", "scraper"),
				List.of());
		for (Authentication good : List.<Authentication>of(new JwtAuthenticationToken(jwt, AUTHORITY),
				new BearerTokenAuthentication(principal, opaque, AUTHORITY),
				new TestingAuthenticationToken("scraper", opaque, AUTHORITY))) {
			assertThat(tokens((token) -> good).judge("token")).isEqualTo(new TokenDecision(Decision.ADMITTED, expires));
		}
		assertThat(tokens((token) -> new TestingAuthenticationToken("scraper", token, AUTHORITY)).judge("token"))
			.isEqualTo(new TokenDecision(Decision.ADMITTED, null));
	}

	private static Decision decide(Judge judge) {
		return tokens(judge).decide("token");
	}

	private static SpringSecurityTokens tokens(Judge judge) {
		return new SpringSecurityTokens(new AuthenticationProvider() {

			@Override
			public @Nullable Authentication authenticate(Authentication authentication) {
				return judge.judge(((BearerTokenAuthenticationToken) authentication).getToken());
			}

			@Override
			public boolean supports(Class<?> authentication) {
				return true;
			}

		});
	}

	private interface Judge {

		@Nullable Authentication judge(String token);

	}

}
