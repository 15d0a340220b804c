package dev.monitor.scrape.security;

import java.time.Duration;
import java.time.Instant;

import dev.monitor.guard.Decision;
import dev.monitor.guard.ResourceServerTokens;
import dev.monitor.guard.TokenDecision;
import dev.monitor.scrape.ScrapeGuard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * {@link ResourceServerTokens} of an OAuth 2.0 resource server: those with the scope
 * {@code admin:metrics} open the metrics.
 */
public final class SpringSecurityTokens implements ResourceServerTokens {

	private static final Logger logger = LoggerFactory.getLogger(SpringSecurityTokens.class);

	static final String AUTHORITY = "SCOPE_" + ScrapeGuard.SCOPE;

	private final AuthenticationProvider provider;

	/**
	 * Create from Spring Security's own.
	 * @param provider authenticates a {@link BearerTokenAuthenticationToken}
	 */
	public SpringSecurityTokens(AuthenticationProvider provider) {
		this.provider = provider;
	}

	/**
	 * Create from what reactive applications have.
	 * @param manager authenticates a {@link BearerTokenAuthenticationToken}; has 10 s for
	 * that
	 * @return tokens to be asked about on a thread that may block
	 */
	public static SpringSecurityTokens reactive(ReactiveAuthenticationManager manager) {
		return new SpringSecurityTokens(new BlockingProvider(manager));
	}

	@Override
	public Decision decide(String token) {
		return judge(token).decision();
	}

	@Override
	public TokenDecision judge(String token) {
		try {
			Authentication authentication = this.provider.authenticate(new BearerTokenAuthenticationToken(token));
			return (authentication != null && mayScrape(authentication))
					? new TokenDecision(Decision.ADMITTED, expires(authentication))
					: new TokenDecision(Decision.INSUFFICIENT_SCOPE, null);
		}
		catch (OAuth2AuthenticationException ex) {
			return new TokenDecision(Decision.INVALID_TOKEN, null);
		}
		// Spring Security wraps what it foresees, not what an answer makes it stumble
		// over
		catch (RuntimeException ex) {
			logger.debug("A bearer token cannot be checked", ex);
			return new TokenDecision(Decision.UNVERIFIABLE, null);
		}
	}

	/**
	 * A converter of the application's may make something of its own of a token.
	 */
	private static @Nullable Instant expires(Authentication authentication) {
		if (authentication instanceof AbstractOAuth2TokenAuthenticationToken<?> ofToken) {
			return ofToken.getToken().getExpiresAt();
		}
		return (authentication.getCredentials() instanceof OAuth2Token token) ? token.getExpiresAt() : null;
	}

	private static boolean mayScrape(Authentication authentication) {
		return authentication.getAuthorities()
			.stream()
			.anyMatch((authority) -> AUTHORITY.equals(authority.getAuthority()));
	}

	private record BlockingProvider(ReactiveAuthenticationManager manager) implements AuthenticationProvider {

		private static final Duration TIMEOUT = Duration.ofSeconds(10);

		@Override
		public @Nullable Authentication authenticate(Authentication authentication) {
			return this.manager.authenticate(authentication).block(TIMEOUT);
		}

		@Override
		public boolean supports(Class<?> authentication) {
			return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
		}

	}

}
