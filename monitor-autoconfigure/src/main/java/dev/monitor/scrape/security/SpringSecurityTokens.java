package dev.monitor.scrape.security;

import dev.monitor.guard.Decision;
import dev.monitor.guard.ResourceServerTokens;
import dev.monitor.scrape.ScrapeGuard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
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

	@Override
	public Decision decide(String token) {
		try {
			Authentication authentication = this.provider.authenticate(new BearerTokenAuthenticationToken(token));
			return (authentication != null && mayScrape(authentication)) ? Decision.ADMITTED
					: Decision.INSUFFICIENT_SCOPE;
		}
		catch (OAuth2AuthenticationException ex) {
			return Decision.INVALID_TOKEN;
		}
		// Spring Security wraps what it foresees, not what an answer makes it stumble
		// over
		catch (RuntimeException ex) {
			logger.debug("A bearer token cannot be checked", ex);
			return Decision.UNVERIFIABLE;
		}
	}

	private static boolean mayScrape(Authentication authentication) {
		return authentication.getAuthorities()
			.stream()
			.anyMatch((authority) -> AUTHORITY.equals(authority.getAuthority()));
	}

}
