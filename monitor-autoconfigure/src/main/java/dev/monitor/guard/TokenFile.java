package dev.monitor.guard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.monitor.failure.FailureReason;
import dev.monitor.task.DaemonThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hash of a token that stands in a file, which may be replaced at any time: by a
 * rename, by a symbolic link that turns to another directory as Kubernetes mounts
 * secrets, or by writing into it. The token itself is not kept. When the file cannot be
 * read any more the last token stays good. Thread-safe.
 */
public final class TokenFile implements Supplier<TokenHash> {

	private static final Logger logger = LoggerFactory.getLogger(TokenFile.class);

	private static final Duration TIME_TO_READ = Duration.ofSeconds(10);

	private static final int MAX_LENGTH = 4096;

	private static final int MIN_TOKEN_LENGTH = 32;

	private final Path path;

	private final LongSupplier nanoTime;

	private volatile TokenHash hash;

	private volatile long tried;

	private volatile boolean broken;

	/**
	 * Read the file, for ten seconds at most.
	 * @param path where it is
	 * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
	 * @throws IOException if it cannot be read
	 * @throws IllegalArgumentException if what stands in it is no usable token; the
	 * message is a clause that can follow "it" and does not contain the token
	 */
	public TokenFile(Path path, LongSupplier nanoTime) throws IOException {
		this.path = path;
		this.nanoTime = nanoTime;
		this.hash = readInTime(path);
		this.tried = nanoTime.getAsLong();
	}

	@Override
	public TokenHash get() {
		return this.hash;
	}

	/**
	 * Read the file again, however long that takes. If it fails the last token stays
	 * good, and the log says so once.
	 */
	public void refresh() {
		try {
			TokenHash read = read(this.path);
			if (this.broken || !read.matches(this.hash)) {
				logger.info("Read the token again from {}", this.path);
			}
			this.hash = read;
			this.broken = false;
		}
		catch (IllegalArgumentException ex) {
			warn("it " + ex.getMessage());
		}
		catch (IOException | RuntimeException ex) {
			warn(FailureReason.of(ex));
		}
		this.tried = this.nanoTime.getAsLong();
	}

	/**
	 * Say in the log, once, if the file has not been read for so long that the attempt to
	 * do so must hang.
	 */
	public void watch() {
		if (this.nanoTime.getAsLong() - this.tried > TIME_TO_READ.toNanos()) {
			warn("it takes more than %s s".formatted(TIME_TO_READ.toSeconds()));
		}
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

	private synchronized void warn(String reason) {
		if (!this.broken) {
			logger.warn("Cannot read the token again from {}. The last token stays valid. Reason: {}", this.path,
					reason);
		}
		this.broken = true;
	}

	/**
	 * Read on a thread that may be left behind, as it cannot be interrupted where a mount
	 * hangs.
	 */
	private static TokenHash readInTime(Path path) throws IOException {
		FutureTask<TokenHash> reading = new FutureTask<>(() -> read(path));
		DaemonThread.of("monitor-token-file", reading).start();
		try {
			return reading.get(TIME_TO_READ.toSeconds(), TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof IllegalArgumentException unusable) {
				throw unusable;
			}
			throw (ex.getCause() instanceof IOException failure) ? failure : new IOException(ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new IOException("it takes more than %s s".formatted(TIME_TO_READ.toSeconds()), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

	/**
	 * To open a pipe waits for who writes into it, and a device may never end.
	 */
	private static TokenHash read(Path path) throws IOException {
		if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
			throw new IllegalArgumentException("is no regular file");
		}
		try (InputStream file = Files.newInputStream(path)) {
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
			throw new IllegalArgumentException("holds a token of less than %s characters".formatted(MIN_TOKEN_LENGTH));
		}
		return text;
	}

}
