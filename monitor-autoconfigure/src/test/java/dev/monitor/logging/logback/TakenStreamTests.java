package dev.monitor.logging.logback;

import java.io.OutputStream;
import java.io.PrintStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TakenStream}. {@link System#out} is a capture while they run.
 */
@ExtendWith(OutputCaptureExtension.class)
class TakenStreamTests {

	private final PrintStream first = new PrintStream(OutputStream.nullOutputStream());

	private final PrintStream second = new PrintStream(OutputStream.nullOutputStream()) {
	};

	private PrintStream current = this.first;

	@Test
	void theFirstStreamStays() {
		TakenStream stream = new TakenStream(() -> this.current);
		this.current = this.second;
		assertThat(stream.get()).isSameAs(this.first);
	}

	@Test
	@SuppressWarnings("NullAway")
	void theFirstStreamStaysWhereThereIsNoneAnyMore() {
		TakenStream stream = new TakenStream(() -> this.current);
		this.current = null;
		assertThat(stream.get()).isSameAs(this.first);
	}

	@Test
	void theCaptureOfTestsIsFollowedWhileItIsThere() {
		TakenStream stream = new TakenStream(() -> this.current);
		this.current = System.out;
		assertThat(stream.get()).isSameAs(System.out);
		this.current = this.second;
		assertThat(stream.get()).isSameAs(this.first);
	}

	@Test
	void whatIsThereWhenTheFirstCaptureEndsIsTaken() {
		this.current = System.out;
		TakenStream stream = new TakenStream(() -> this.current);
		assertThat(stream.get()).isSameAs(System.out);
		this.current = this.first;
		assertThat(stream.get()).isSameAs(this.first);
		this.current = this.second;
		assertThat(stream.get()).isSameAs(this.first);
	}

}
