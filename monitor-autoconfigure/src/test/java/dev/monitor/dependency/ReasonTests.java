package dev.monitor.dependency;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReasonTests {

	@Test
	void isTheMessageAloneForAFailureInWords() {
		assertThat(Reason.failure(new CheckFailedException("HTTP 500"))).isEqualTo("HTTP 500");
		assertThat(Reason.failure(new CheckFailedException(" "))).isEqualTo("CheckFailedException");
	}

	@Test
	void isClassAndMessageForAnythingElse() {
		assertThat(Reason.failure(new ConnectException("Connection refused")))
			.isEqualTo("ConnectException: Connection refused");
		assertThat(Reason.failure(new StackOverflowError())).isEqualTo("StackOverflowError");
	}

	@Test
	void takesTheWordsOfTheCauseIfThereAreNone() {
		ConnectException failure = new ConnectException();
		failure.initCause(new IOException("no route"));
		assertThat(Reason.failure(failure)).isEqualTo("ConnectException: no route");
		assertThat(Reason.failure(new ClosedChannelException())).isEqualTo("ClosedChannelException");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET http://scott:tiger@db/x failed", "jdbc:postgresql://db/x?user=scott&password=tiger",
			"https://h/p?access_token=tiger: refused", "jdbc:sqlserver://db;user=scott;password=tiger;encrypt=true",
			"Password: tiger", "secret=tiger", "api_key=tiger", "amqp://a:ti/tiger@h/", "//h/p?token=tiger",
			"Authorization: Bearer tiger" })
	void carriesNoCredentials(String message) {
		assertThat(Reason.failure(new IOException(message))).doesNotContain("tiger").startsWith("IOException: ");
	}

	@Test
	void keepsWhatIsNoCredential() {
		assertThat(Reason.failure(new IOException("FATAL: password authentication failed for db at http://h:1/p")))
			.isEqualTo("IOException: FATAL: password authentication failed for db at http://h:1/p");
	}

	@Test
	void isOneShortLine() {
		assertThat(Reason.failure(new IOException("a\r\nINFO forged\u2028line\u0000")))
			.isEqualTo("IOException: a INFO forged line");
		assertThat(Reason.failure(new IOException("x".repeat(1_000_000)))).hasSizeLessThanOrEqualTo(220)
			.endsWith("...");
		assertThat(Reason.failure(new IOException("://".repeat(100_000)))).hasSizeLessThanOrEqualTo(220);
	}

	@Test
	void survivesAFailureThatCannotBeRead() {
		assertThat(Reason.failure(new RuntimeException() {

			@Override
			public String getMessage() {
				throw new IllegalStateException("odd");
			}

		})).endsWith("message not readable");
	}

	@Test
	void writesDurationsAsPeopleDo() {
		assertThat(Reason.timeout(Duration.ofSeconds(2))).isEqualTo("no answer within 2s");
		assertThat(Reason.timeout(Duration.ofMillis(250))).isEqualTo("no answer within 0.25s");
		assertThat(Reason.hanging(Duration.ofMillis(62_500))).isEqualTo("check hangs for 1m2s");
	}

}
