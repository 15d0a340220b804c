package dev.monitor.guard.property;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.monitor.guard.AccessToken;
import dev.monitor.guard.TokenFile;
import dev.monitor.guard.TokenHash;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.task.PeriodicTask;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The tokens that open what one guard guards. Neither messages nor causes show what was
 * configured as a hash or a file, or stands in a file: it may be a token. Files are read
 * again and again in the background, each on a thread of its own, so that neither a
 * request nor another file waits for a disk.
 */
public final class ConfiguredTokens {

	private static final String HASH_REMEDY = "Make a token with 'openssl rand -hex 32'. Set the property to the 64 "
			+ "digits that 'printf %s \"$token\" | sha256sum' prints.";

	private static final String FILE_REMEDY = "Write the path of a file that this process may read. The file holds one "
			+ "token and nothing else, such as the token that 'openssl rand -hex 32' makes.";

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final Map<String, AccessToken> tokens = new LinkedHashMap<>();

	private final List<TokenFile> files = new ArrayList<>();

	private final List<PeriodicTask> tasks = new ArrayList<>();

	/**
	 * Read the tokens.
	 * @param property full name of the property under which they stand
	 * @param properties the tokens by name
	 * @throws InvalidPropertyException if one cannot be used
	 */
	public ConfiguredTokens(String property, Map<String, ? extends TokenProperties> properties) {
		properties.forEach((name, token) -> this.tokens.put(name, token(property + '.' + name, token)));
		if (!this.files.isEmpty()) {
			this.files.forEach((file) -> run("monitor-token-file", file::refresh));
			run("monitor-token-files", () -> this.files.forEach(TokenFile::watch));
		}
	}

	/**
	 * Return the tokens.
	 * @return all of them, in the order of the properties
	 */
	public Collection<AccessToken> all() {
		return this.tokens.values();
	}

	/**
	 * Return some tokens.
	 * @param names their names
	 * @return those with such a name
	 */
	public Collection<AccessToken> named(Collection<String> names) {
		Map<String, AccessToken> found = new LinkedHashMap<>(this.tokens);
		found.keySet().retainAll(names);
		return found.values();
	}

	/**
	 * Read files again from now on.
	 */
	public void start() {
		this.tasks.forEach(PeriodicTask::start);
	}

	/**
	 * Read no file any more; the last tokens stay.
	 */
	public void stop() {
		this.tasks.forEach(PeriodicTask::stop);
	}

	private void run(String name, Runnable work) {
		this.tasks.add(new PeriodicTask(name, work, PAUSE, PAUSE));
	}

	private AccessToken token(String prefix, TokenProperties token) {
		Instant expires = expires(prefix + ".expires", token.getExpires());
		if (!StringUtils.hasText(token.getFile())) {
			return new AccessToken(hash(prefix + ".hash", token.getHash()), expires);
		}
		if (StringUtils.hasText(token.getHash())) {
			throw new InvalidPropertyException(prefix + ".file", null, "stands beside a hash",
					"Write either the file or the hash, and a second token under a name of its own.");
		}
		TokenFile file = file(prefix + ".file", token.getFile());
		this.files.add(file);
		return new AccessToken(file, expires);
	}

	private static TokenHash hash(String property, @Nullable String value) {
		if (!StringUtils.hasText(value)) {
			throw InvalidPropertyException.mustBeSet(property, "the token has neither a hash nor a file", HASH_REMEDY);
		}
		try {
			return TokenHash.parse(value);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(property, null, String.valueOf(ex.getMessage()), HASH_REMEDY);
		}
	}

	private static TokenFile file(String property, String value) {
		try {
			return new TokenFile(Path.of(value), System::nanoTime);
		}
		catch (InvalidPathException | IOException ex) {
			throw new InvalidPropertyException(property, shown(value),
					"cannot be read: " + ex.getClass().getSimpleName(), FILE_REMEDY);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(property, shown(value), String.valueOf(ex.getMessage()), FILE_REMEDY);
		}
	}

	/**
	 * Show a value that is a path: one in a directory that exists. Any other may be the
	 * token.
	 */
	private static @Nullable String shown(String value) {
		try {
			Path directory = Path.of(value).getParent();
			return (directory != null && directory.getNameCount() > 0 && Files.isDirectory(directory)) ? value : null;
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

	private static @Nullable Instant expires(String property, @Nullable String value) {
		if (!StringUtils.hasText(value)) {
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
