package dev.monitor.scrape.security;

import dev.monitor.guard.Decision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;

class SpringSecurityTokensTests {

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

	private static Decision decide(Judge judge) {
		return new SpringSecurityTokens(new AuthenticationProvider() {

			@Override
			public @Nullable Authentication authenticate(Authentication authentication) {
				return judge.judge(((BearerTokenAuthenticationToken) authentication).getToken());
			}

			@Override
			public boolean supports(Class<?> authentication) {
				return true;
			}

		}).decide("token");
	}

	private interface Judge {

		@Nullable Authentication judge(String token);

	}

}
