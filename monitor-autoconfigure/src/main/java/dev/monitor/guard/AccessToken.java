package dev.monitor.guard;

import java.time.Instant;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A bearer token that opens what is guarded, known by its hash only.
 *
 * @param hash gives the hash, which may be another one each time
 * @param expires when it stops to be good, {@code null} for never
 */
public record AccessToken(Supplier<TokenHash> hash, @Nullable Instant expires) {

	/**
	 * Create a token that stays the same.
	 * @param hash the hash
	 * @param expires when it stops to be good, {@code null} for never
	 */
	public AccessToken(TokenHash hash, @Nullable Instant expires) {
		this(() -> hash, expires);
	}

	boolean isExpired(Instant now) {
		return this.expires != null && !now.isBefore(this.expires);
	}

}
