package dev.monitor.scrape.autoconfigure;

import java.time.Clock;
import java.util.Collection;

import dev.monitor.guard.AccessRule;
import dev.monitor.guard.AccessToken;
import dev.monitor.guard.LoopbackRule;
import dev.monitor.guard.TokenRule;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.scrape.autoconfigure.ScrapeProperties.Access;

/**
 * Turns {@link ScrapeProperties} into an {@link AccessRule}.
 */
final class ConfiguredAccess {

	private ConfiguredAccess() {
	}

	static AccessRule rule(Access access, Collection<AccessToken> tokens, Clock clock) {
		if (access == Access.TOKENS && tokens.isEmpty()) {
			throw new InvalidPropertyException("monitor.metrics.access", "tokens",
					"needs a token and none is configured",
					"Set monitor.metrics.tokens.<name>.hash, or use 'auto' to serve metrics to callers on this "
							+ "machine only.");
		}
		if (access == Access.OPEN) {
			return AccessRule.OPEN;
		}
		return tokens.isEmpty() ? new LoopbackRule() : new TokenRule(tokens, clock);
	}

}
