package dev.monitor.scrape.autoconfigure;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

import dev.monitor.property.InvalidPropertyException;
import dev.monitor.scrape.AccessRule;
import dev.monitor.scrape.LoopbackRule;
import dev.monitor.scrape.ScrapeToken;
import dev.monitor.scrape.TokenHash;
import dev.monitor.scrape.TokenRule;
import dev.monitor.scrape.autoconfigure.ScrapeProperties.Access;
import org.jspecify.annotations.Nullable;

/**
 * Turns {@link ScrapeProperties} into an {@link AccessRule}.
 */
final class ConfiguredAccess {

	private static final String HASH_REMEDY = "Make a token with 'openssl rand -hex 32' and set the property to what "
			+ "'printf %s \"$token\" | sha256sum' prints for it, without the dash at the end.";

	private ConfiguredAccess() {
	}

	static AccessRule rule(ScrapeProperties properties, Clock clock) {
		List<ScrapeToken> tokens = properties.getTokens()
			.entrySet()
			.stream()
			.map((entry) -> token("monitor.metrics.tokens." + entry.getKey(), entry.getValue()))
			.toList();
		Access access = properties.getAccess();
		if (access == Access.TOKENS && tokens.isEmpty()) {
			throw new InvalidPropertyException("monitor.metrics.access", "tokens", "lets nobody in without a token",
					"Set monitor.metrics.tokens.<name>.hash, or use 'auto' to serve metrics to callers on this "
							+ "machine only.");
		}
		if (access == Access.OPEN) {
			return AccessRule.OPEN;
		}
		return tokens.isEmpty() ? new LoopbackRule() : new TokenRule(tokens, clock);
	}

	private static ScrapeToken token(String prefix, ScrapeProperties.Token token) {
		return new ScrapeToken(hash(prefix + ".hash", token.getHash()),
				expires(prefix + ".expires", token.getExpires()));
	}

	// Neither the message nor the cause may show the value: someone may have set the
	// token.
	private static TokenHash hash(String property, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new InvalidPropertyException(property, null, "is missing", HASH_REMEDY);
		}
		try {
			return TokenHash.parse(value);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(property, null, String.valueOf(ex.getMessage()), HASH_REMEDY);
		}
	}

	private static @Nullable Instant expires(String property, @Nullable String value) {
		if (value == null || value.isBlank()) {
			return null;
		}
		try {
			return OffsetDateTime.parse(value.strip()).toInstant();
		}
		catch (DateTimeParseException ex) {
			throw new InvalidPropertyException(property, value, "is not a date and time with offset",
					"Write it like 2027-01-31T00:00:00Z or 2027-01-31T00:00:00+01:00, or leave it out.");
		}
	}

}
