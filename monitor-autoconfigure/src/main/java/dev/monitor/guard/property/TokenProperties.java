package dev.monitor.guard.property;

import org.jspecify.annotations.Nullable;

/**
 * A token as it is configured, known by its hash or by the file it stands in.
 */
public abstract class TokenProperties {

	/**
	 * SHA-256 of a random token, in hexadecimal digits.
	 */
	private @Nullable String hash;

	/**
	 * Path of a file that holds the token itself, and is read again when it changes.
	 */
	private @Nullable String file;

	/**
	 * When the token stops to be good, as a date and time with offset (ISO 8601).
	 */
	private @Nullable String expires;

	/**
	 * Return the SHA-256 of the token.
	 * @return 64 hexadecimal digits, {@code null} if it is read from a file
	 */
	public @Nullable String getHash() {
		return this.hash;
	}

	/**
	 * Set the SHA-256 of the token.
	 * @param hash 64 hexadecimal digits
	 */
	public void setHash(@Nullable String hash) {
		this.hash = hash;
	}

	/**
	 * Return the file that the token stands in.
	 * @return its path, {@code null} if there is none
	 */
	public @Nullable String getFile() {
		return this.file;
	}

	/**
	 * Set the file that the token stands in, read again when it changes.
	 * @param file its path
	 */
	public void setFile(@Nullable String file) {
		this.file = file;
	}

	/**
	 * Return when the token ceases to be good.
	 * @return the time, {@code null} for never
	 */
	public @Nullable String getExpires() {
		return this.expires;
	}

	/**
	 * Set when the token ceases to be good.
	 * @param expires the time
	 */
	public void setExpires(@Nullable String expires) {
		this.expires = expires;
	}

}
