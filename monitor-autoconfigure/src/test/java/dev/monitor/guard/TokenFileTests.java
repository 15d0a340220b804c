package dev.monitor.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.monitor.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TokenFileTests {

	private static final String FIRST = "first-".repeat(8);

	private static final String SECOND = "other-".repeat(8);

	private final AtomicLong nanos = new AtomicLong();

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "%s", "%s\n", "%s\r\n", "  %s \n\n" })
	void whiteSpaceAroundTheTokenDoesNotMatter(String content) throws IOException {
		assertThat(opens(new TokenFile(write(content.formatted(FIRST)), System::nanoTime), FIRST)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(ignoreLeadingAndTrailingWhitespace = false, delimiter = '|',
			value = { "''|is empty", "' \n'|is empty", "short-token|holds a token of less than 32 characters",
					"first-first-first-first-first-first second|holds something else than one token",
					"Bearer first-first-first-first-first-first|holds something else than one token",
					"first-first-first-first-first-first-\u00e4|holds something else than one token" })
	void whatIsNoTokenIsRefusedAndNotShown(String content, String problem) throws IOException {
		Path file = write(content);
		assertThatIllegalArgumentException().isThrownBy(() -> new TokenFile(file, System::nanoTime))
			.withMessage(problem)
			.withNoCause();
	}

	@Test
	void aLargeFileIsRefused() throws IOException {
		Path file = write("x".repeat(5000));
		assertThatIllegalArgumentException().isThrownBy(() -> new TokenFile(file, System::nanoTime))
			.withMessage("holds more than one token");
	}

	@Test
	void aMissingFileIsAFailure() {
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> new TokenFile(this.directory.resolve("missing"), System::nanoTime));
	}

	@Test
	void aChangeIsSeenEvenIfLengthAndTimeStayTheSame() throws IOException {
		Path file = write(FIRST);
		FileTime time = Files.getLastModifiedTime(file);
		TokenFile token = new TokenFile(file, this.nanos::get);
		Files.writeString(file, SECOND);
		Files.setLastModifiedTime(file, time);
		token.refresh();
		assertThat(opens(token, SECOND)).isTrue();
		assertThat(opens(token, FIRST)).isFalse();
	}

	@Test
	void aFileThatIsRenamedIntoPlaceIsSeen() throws IOException {
		TokenFile token = new TokenFile(write(FIRST), System::nanoTime);
		Path next = Files.writeString(this.directory.resolve("next"), SECOND);
		Files.move(next, this.directory.resolve("token"), StandardCopyOption.ATOMIC_MOVE,
				StandardCopyOption.REPLACE_EXISTING);
		token.refresh();
		assertThat(opens(token, SECOND)).isTrue();
	}

	/**
	 * As Kubernetes mounts secrets: token -> ..data/token, ..data -> a directory that is
	 * swapped.
	 */
	@Test
	void aLinkThatTurnsToAnotherDirectoryIsSeen() throws IOException {
		Path one = Files.createDirectory(this.directory.resolve("..1"));
		Path two = Files.createDirectory(this.directory.resolve("..2"));
		Files.writeString(one.resolve("token"), FIRST);
		Files.writeString(two.resolve("token"), SECOND);
		Path data = Files.createSymbolicLink(this.directory.resolve("..data"), one.getFileName());
		Path file = Files.createSymbolicLink(this.directory.resolve("token"), Path.of("..data/token"));
		TokenFile token = new TokenFile(file, this.nanos::get);
		assertThat(opens(token, FIRST)).isTrue();
		Path swapped = Files.createSymbolicLink(this.directory.resolve("..tmp"), two.getFileName());
		Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		token.refresh();
		assertThat(opens(token, SECOND)).isTrue();
	}

	@Test
	void whenTheFileCannotBeReadTheLastTokenStaysAndTheLogSaysSoOnce() throws IOException {
		Path file = write(FIRST);
		TokenFile token = new TokenFile(file, this.nanos::get);
		try (CapturedLog log = new CapturedLog(TokenFile.class)) {
			Files.delete(file);
			token.refresh();
			token.refresh();
			Files.writeString(file, "too short");
			token.refresh();
			assertThat(opens(token, FIRST)).isTrue();
			assertThat(log.lines()).singleElement().asString().contains("The last token stays valid", file.toString());
			Files.writeString(file, SECOND);
			token.refresh();
			token.refresh();
			assertThat(opens(token, SECOND)).isTrue();
			assertThat(log.lines()).hasSize(2).noneMatch((line) -> line.contains(SECOND));
		}
	}

	@Test
	void onlyRegularFilesAreRead() throws Exception {
		Path pipe = pipe("pipe");
		for (Path other : List.of(pipe, this.directory, Path.of("/dev/zero"),
				Files.createSymbolicLink(this.directory.resolve("link"), pipe))) {
			assertThatIllegalArgumentException().isThrownBy(() -> new TokenFile(other, System::nanoTime))
				.withMessage("is no regular file");
		}
	}

	@Test
	void aPipeInPlaceOfTheFileIsNotWaitedFor() throws Exception {
		Path file = write(FIRST);
		TokenFile token = new TokenFile(file, this.nanos::get);
		try (CapturedLog log = new CapturedLog(TokenFile.class)) {
			Files.move(pipe("pipe"), file, StandardCopyOption.REPLACE_EXISTING);
			token.refresh();
			token.refresh();
			token.watch();
			assertThat(opens(token, FIRST)).isTrue();
			assertThat(log.lines()).containsExactly("WARN Cannot read the token again from " + file
					+ ". The last token stays valid. Reason: it is no regular file");
			Files.move(Files.writeString(this.directory.resolve("next"), SECOND), file,
					StandardCopyOption.REPLACE_EXISTING);
			token.refresh();
			assertThat(opens(token, SECOND)).isTrue();
		}
	}

	/**
	 * As when a mount hangs: nothing comes back from there.
	 */
	@Test
	void whatCannotBeReadForLongIsTold() throws IOException {
		TokenFile token = new TokenFile(write(FIRST), this.nanos::get);
		try (CapturedLog log = new CapturedLog(TokenFile.class)) {
			this.nanos.addAndGet(Duration.ofSeconds(10).toNanos());
			token.watch();
			assertThat(log.lines()).isEmpty();
			this.nanos.addAndGet(1);
			token.watch();
			token.watch();
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("WARN Cannot read the token again from ")
				.endsWith("The last token stays valid. Reason: it takes more than 10 s");
			token.refresh();
			token.watch();
			assertThat(log.lines()).hasSize(2).last().asString().startsWith("INFO Read the token again from ");
		}
	}

	private Path pipe(String name) throws Exception {
		Path pipe = this.directory.resolve(name);
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		return pipe;
	}

	private Path write(String content) throws IOException {
		return Files.writeString(this.directory.resolve("token"), content);
	}

	private static boolean opens(TokenFile file, String token) {
		return file.get().matches(TokenHash.of(token));
	}

}
