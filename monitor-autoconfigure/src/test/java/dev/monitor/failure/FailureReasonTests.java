package dev.monitor.failure;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FailureReasonTests {

	@Test
	void isClassAndMessage() {
		assertThat(FailureReason.of(new ConnectException("Connection refused")))
			.isEqualTo("ConnectException: Connection refused");
		assertThat(FailureReason.of(new StackOverflowError())).isEqualTo("StackOverflowError");
		assertThat(FailureReason.of(new IOException(" "))).isEqualTo("IOException");
	}

	@Test
	void isTheCauseIfTheFailureHasNoWords() {
		assertThat(FailureReason.of(new IllegalStateException(null, new IOException("no route"))))
			.isEqualTo("IOException: no route");
	}

	@Test
	void isTheCauseIfTheFailureOnlyRepeatsIt() {
		assertThat(FailureReason.of(new ExecutionException(new CompletionException(new IOException("no route")))))
			.isEqualTo("IOException: no route");
		assertThat(FailureReason.of(new IllegalStateException("stock", new IOException("no route"))))
			.isEqualTo("IllegalStateException: stock");
	}

	@Test
	void hasWordsForFailuresThatLostThem() {
		assertThat(FailureReason.of(causedBy(new ConnectException(), new ClosedChannelException())))
			.isEqualTo("ConnectException: Connection refused");
		assertThat(FailureReason.of(causedBy(new ConnectException(), new UnresolvedAddressException())))
			.isEqualTo("ConnectException: Unknown host");
		assertThat(FailureReason.of(new ClosedChannelException()))
			.isEqualTo("ClosedChannelException: Connection closed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET http://scott:tiger@db/x failed", "jdbc:postgresql://db/x?user=scott&password=tiger",
			"https://h/p?access_token=tiger: refused", "jdbc:sqlserver://db;user=scott;password=tiger;encrypt=true",
			"Password: tiger", "secret=tiger", "api_key=tiger", "amqp://a:ti/tiger@h/", "//h/p?token=tiger",
			"Authorization: Bearer tiger", "sent Bearer tiger", "Basic tiger==", "{\"password\": \"tiger\"}",
			"jdbc:oracle:thin:scott/tiger@//db:1521/x", "jdbc:oracle:thin:scott/tiger@db:1521:x" })
	void carriesNoCredentials(String message) {
		assertThat(FailureReason.of(new IOException(message))).doesNotContain("tiger").startsWith("IOException: ");
		assertThat(FailureReason.clean(message)).doesNotContain("tiger");
	}

	@Test
	void keepsWhatIsNoCredential() {
		assertThat(FailureReason.clean("FATAL: password authentication failed for db at http://h:1/p"))
			.isEqualTo("FATAL: password authentication failed for db at http://h:1/p");
		assertThat(FailureReason.clean("HikariPool-1 - not available (total=2, active=2, idle=0, waiting=0)"))
			.isEqualTo("HikariPool-1 - not available (total=2, active=2, idle=0, waiting=0)");
	}

	@Test
	void isOneShortLine() {
		assertThat(FailureReason.of(new IOException("a\r\nINFO forged\u2028line\u0000")))
			.isEqualTo("IOException: a INFO forged line");
		assertThat(FailureReason.of(new IOException("x".repeat(1_000_000)))).hasSizeLessThanOrEqualTo(220)
			.endsWith("...");
		assertThat(FailureReason.clean("://".repeat(100_000))).hasSizeLessThanOrEqualTo(200);
	}

	@Test
	void survivesAFailureThatCannotBeRead() {
		assertThat(FailureReason.of(new RuntimeException() {

			@Override
			public String getMessage() {
				throw new IllegalStateException("odd");
			}

		})).endsWith("message not readable");
	}

	@Test
	void survivesCausesThatGoRound() {
		IOException one = new IOException((String) null);
		one.initCause(new IOException(null, one));
		assertThat(FailureReason.of(one)).isEqualTo("IOException");
	}

	private static Throwable causedBy(Throwable outer, Throwable cause) {
		return outer.initCause(cause);
	}

}
