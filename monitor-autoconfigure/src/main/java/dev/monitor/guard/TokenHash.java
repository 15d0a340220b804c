package dev.monitor.guard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of a token. The token itself is never kept. A single round is enough because
 * tokens are 256 random bits; it would not do for passwords. Immutable, thread-safe.
 */
public final class TokenHash {

	private static final int LENGTH = 32;

	private final byte[] bytes;

	private TokenHash(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Read a hash that was configured.
	 * @param text 64 hexadecimal digits
	 * @return the hash
	 * @throws IllegalArgumentException if it is no usable hash; the message is a clause
	 * that can follow "it" and does not contain the text
	 */
	public static TokenHash parse(String text) {
		String digits = text.strip();
		if (digits.length() != 2 * LENGTH || !digits.chars().allMatch(HexFormat::isHexDigit)) {
			throw new IllegalArgumentException("is not the SHA-256 of a token: 64 hexadecimal digits");
		}
		TokenHash hash = new TokenHash(HexFormat.of().parseHex(digits));
		if (hash.matches(of(""))) {
			throw new IllegalArgumentException("is the SHA-256 of an empty token");
		}
		return hash;
	}

	/**
	 * Hash a token that a client sent.
	 * @param token the token; containers decode header bytes as ISO 8859-1
	 * @return the hash
	 */
	public static TokenHash of(String token) {
		try {
			MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
			return new TokenHash(sha256.digest(token.getBytes(StandardCharsets.ISO_8859_1)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Return the form that {@link #parse} reads.
	 * @return 64 hexadecimal digits in lower case
	 */
	public String toHex() {
		return HexFormat.of().formatHex(this.bytes);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TokenHash hash && matches(hash);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	/**
	 * Compare in constant time.
	 * @param other the other hash
	 * @return whether both are hashes of the same token
	 */
	public boolean matches(TokenHash other) {
		return MessageDigest.isEqual(this.bytes, other.bytes);
	}

}
