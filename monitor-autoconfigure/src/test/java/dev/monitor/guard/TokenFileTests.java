package dev.monitor.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;

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

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "%s", "%s\n", "%s\r\n", "  %s \n\n" })
	void whiteSpaceAroundTheTokenDoesNotMatter(String content) throws IOException {
		assertThat(opens(new TokenFile(write(content.formatted(FIRST))), FIRST)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(ignoreLeadingAndTrailingWhitespace = false, delimiter = '|',
			value = { "''|is empty", "' \n'|is empty", "short-token|holds a token of less than 32 characters",
					"first-first-first-first-first-first second|holds something else than one token",
					"Bearer first-first-first-first-first-first|holds something else than one token",
					"first-first-first-first-first-first-\u00e4|holds something else than one token" })
	void whatIsNoTokenIsRefusedAndNotShown(String content, String problem) throws IOException {
		Path file = write(content);
		assertThatIllegalArgumentException().isThrownBy(() -> new TokenFile(file)).withMessage(problem).withNoCause();
	}

	@Test
	void aLargeFileIsRefused() throws IOException {
		Path file = write("x".repeat(5000));
		assertThatIllegalArgumentException().isThrownBy(() -> new TokenFile(file))
			.withMessage("holds more than one token");
	}

	@Test
	void aMissingFileIsAFailure() {
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> new TokenFile(this.directory.resolve("missing")));
	}

	@Test
	void aChangeIsSeenEvenIfLengthAndTimeStayTheSame() throws IOException {
		Path file = write(FIRST);
		FileTime time = Files.getLastModifiedTime(file);
		TokenFile token = new TokenFile(file);
		Files.writeString(file, SECOND);
		Files.setLastModifiedTime(file, time);
		token.refresh();
		assertThat(opens(token, SECOND)).isTrue();
		assertThat(opens(token, FIRST)).isFalse();
	}

	@Test
	void aFileThatIsRenamedIntoPlaceIsSeen() throws IOException {
		TokenFile token = new TokenFile(write(FIRST));
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
		TokenFile token = new TokenFile(file);
		assertThat(opens(token, FIRST)).isTrue();
		Path swapped = Files.createSymbolicLink(this.directory.resolve("..tmp"), two.getFileName());
		Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		token.refresh();
		assertThat(opens(token, SECOND)).isTrue();
	}

	@Test
	void whenTheFileCannotBeReadTheLastTokenStaysAndTheLogSaysSoOnce() throws IOException {
		Path file = write(FIRST);
		TokenFile token = new TokenFile(file);
		try (CapturedLog log = new CapturedLog(TokenFile.class)) {
			Files.delete(file);
			token.refresh();
			token.refresh();
			Files.writeString(file, "too short");
			token.refresh();
			assertThat(opens(token, FIRST)).isTrue();
			assertThat(log.lines()).singleElement().asString().contains("the last one stays good", file.toString());
			Files.writeString(file, SECOND);
			token.refresh();
			token.refresh();
			assertThat(opens(token, SECOND)).isTrue();
			assertThat(log.lines()).hasSize(2).noneMatch((line) -> line.contains(SECOND));
		}
	}

	private Path write(String content) throws IOException {
		return Files.writeString(this.directory.resolve("token"), content);
	}

	private static boolean opens(TokenFile file, String token) {
		return file.get().matches(TokenHash.of(token));
	}

}
