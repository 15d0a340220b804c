package dev.monitor.guard.property;

import org.jspecify.annotations.Nullable;

/**
 * A token as it is configured, known by its hash or by the file it stands in. What
 * extends it has a method {@code valueOf} with the hash, for those who write no
 * {@code .hash}: without that, binding would fail with a message that shows the value,
 * which may be the token itself.
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

	public @Nullable String getHash() {
		return this.hash;
	}

	public void setHash(@Nullable String hash) {
		this.hash = hash;
	}

	public @Nullable String getFile() {
		return this.file;
	}

	public void setFile(@Nullable String file) {
		this.file = file;
	}

	public @Nullable String getExpires() {
		return this.expires;
	}

	public void setExpires(@Nullable String expires) {
		this.expires = expires;
	}

}
