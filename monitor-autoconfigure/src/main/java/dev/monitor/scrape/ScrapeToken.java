package dev.monitor.scrape;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A token that opens the metrics, known by its hash only.
 *
 * @param hash the hash
 * @param expires when it stops to be good, {@code null} for never
 */
public record ScrapeToken(TokenHash hash, @Nullable Instant expires) {

	boolean isExpired(Instant now) {
		return this.expires != null && !now.isBefore(this.expires);
	}

}
