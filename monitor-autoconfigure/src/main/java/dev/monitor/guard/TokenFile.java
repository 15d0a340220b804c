package dev.monitor.guard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

import dev.monitor.failure.FailureReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hash of a token that stands in a file, which may be replaced at any time: by a
 * rename, by a symbolic link that turns to another directory as Kubernetes mounts
 * secrets, or by writing into it. The token itself is not kept. Thread-safe.
 */
public final class TokenFile implements Supplier<TokenHash> {

	private static final Logger logger = LoggerFactory.getLogger(TokenFile.class);

	private static final int MAX_LENGTH = 4096;

	private static final int MIN_TOKEN_LENGTH = 32;

	private final Path path;

	private volatile TokenHash hash;

	private volatile boolean broken;

	/**
	 * Read the file.
	 * @param path where it is
	 * @throws IOException if it cannot be read
	 * @throws IllegalArgumentException if what stands in it is no usable token; the
	 * message is a clause that can follow "it" and does not contain the token
	 */
	public TokenFile(Path path) throws IOException {
		this.path = path;
		this.hash = read();
	}

	@Override
	public TokenHash get() {
		return this.hash;
	}

	/**
	 * Read the file again. If that fails the last token stays good, and the log says so
	 * once.
	 */
	public void refresh() {
		try {
			TokenHash read = read();
			if (this.broken || !read.matches(this.hash)) {
				logger.info("Token was read anew from {}", this.path);
			}
			this.hash = read;
			this.broken = false;
		}
		catch (IOException | RuntimeException ex) {
			if (!this.broken) {
				logger.warn("Token cannot be read anew from {}, the last one stays good: {}", this.path,
						FailureReason.of(ex));
			}
			this.broken = true;
		}
	}

	private TokenHash read() throws IOException {
		try (InputStream file = Files.newInputStream(this.path)) {
			byte[] bytes = file.readNBytes(MAX_LENGTH + 1);
			if (bytes.length > MAX_LENGTH) {
				throw new IllegalArgumentException("holds more than one token");
			}
			return TokenHash.of(token(new String(bytes, StandardCharsets.ISO_8859_1).strip()));
		}
	}

	private static String token(String text) {
		if (text.isEmpty()) {
			throw new IllegalArgumentException("is empty");
		}
		if (!text.chars().allMatch((character) -> character > ' ' && character < 0x7f)) {
			throw new IllegalArgumentException("holds something else than one token");
		}
		if (text.length() < MIN_TOKEN_LENGTH) {
			throw new IllegalArgumentException("holds a token of less than %d characters".formatted(MIN_TOKEN_LENGTH));
		}
		return text;
	}

}
