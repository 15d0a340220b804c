package dev.monitor.failure;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
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

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:sqlserver://db;password={ab;tiger};encrypt=true", "Pwd={ab}};tiger};Server=x",
			"password='a b tiger' host=db", "password='a''b;x=tiger'", "password=\"a b=tiger\"",
			"password=\"a\\\"tiger\"", "{\"password\":\"a,tiger\",\"x\":1}",
			"{\\\"password\\\":\\\"a\\\\\\\"tiger\\\",\\\"x\\\":1}", "password={ab;tiger", "password=ab;tiger",
			"password=ab,tiger", "jdbc:sqlserver://db;password=p@tiger",
			"AccountName=a;AccountKey=tiger==;EndpointSuffix=x", "Endpoint=sb://x/;SharedAccessKey=tiger=",
			"SharedAccessSignature=sv=2021&sig=tiger", "sharedAccessSignature: tiger", "secretKey=tiger",
			"secretAccessKey=tiger", "private_key: tiger", "secret_key: tiger", "secret key: tiger", "api key = tiger",
			"aws.secret-access-key -> tiger", "bearer tiger", "BEARER tiger", "basic tiger==", "bearer token tiger",
			"u:tiger@h:5432", "connect to u:ti/tiger@h failed", "to (u:p@tiger@h)", "http://u:a tiger@h/",
			"https://tiger@h/x", "authorization: tiger", "Proxy-Authorization: Basic tiger",
			"Login[user=a, password=tiger]", "{user=a, password=tiger}",
			"{\"secret\":{\"a\":{\"b\":1},\"c\":\"tiger\"}}", "secret=[a, tiger]",
			"{\"secret\":[{\"a\":1}, \"tiger\"]}", "credentials=Pair[user=a, word=tiger]",
			"secret={\"a\":\"}\",\"b\":\"tiger\"}", "<password>tiger</password>", "db.otp=tiger",
			"--password tiger --host db", "bad password 'tiger'", "client_assertion=tiger", "jwt: tiger",
			"/container/blob?sv=1&sig=tiger", "-----BEGIN RSA PRIVATE KEY-----\ntiger", "got eyJhbGci.tiger.x",
			"passphrase=tiger", "apiKey=tiger", "password1=tiger" })
	void carriesNoCredentialsHoweverTheyAreSpelt(String message) {
		assertThat(FailureReason.clean(message)).doesNotContain("tiger");
		assertThat(FailureReason.clean("a " + message.replace("tiger", "t1ger"))).startsWith("a ")
			.doesNotContain("t1ger");
	}

	@Test
	void keepsWhatStandsBesideACredential() {
		assertThat(FailureReason.clean("jdbc:sqlserver://db;password={ab;c};encrypt=true"))
			.isEqualTo("jdbc:sqlserver://db;password=...;encrypt=true");
		assertThat(FailureReason.clean("{\"password\":\"x\",\"host\":\"db\"}"))
			.isEqualTo("{\"password\":...,\"host\":\"db\"}");
		assertThat(FailureReason.clean("DOWN, error: no route, password: x, host: db, code: 500, state: 08001"))
			.isEqualTo("DOWN, error: no route, password: ..., host: db, code: 500, state: 08001");
		assertThat(FailureReason.clean("AccountName=a;AccountKey=x==;EndpointSuffix=y"))
			.isEqualTo("AccountName=a;AccountKey=...;EndpointSuffix=y");
	}

	@Test
	void keepsWhatIsNoCredential() {
		assertThat(FailureReason.clean("SQLState: 08001, max_tokens=5, keys: 3, 10:30:00 a@b, jdbc:oracle:thin:@db"))
			.isEqualTo("SQLState: 08001, max_tokens=5, keys: 3, 10:30:00 a@b, jdbc:oracle:thin:@db");
		assertThat(FailureReason.clean("FATAL: password authentication failed for db at http://h:1/p"))
			.isEqualTo("FATAL: password authentication failed for db at http://h:1/p");
		assertThat(FailureReason.clean("HikariPool-1 - not available (total=2, active=2, idle=0, waiting=0)"))
			.isEqualTo("HikariPool-1 - not available (total=2, active=2, idle=0, waiting=0)");
	}

	@Test
	void isOneShortLine() {
		assertThat(FailureReason.of(new IOException("a\r\nINFO forged\u2028line\u0000")))
			.isEqualTo("IOException: a INFO forged line");
		assertThat(FailureReason.clean("a\u009b2J\u0085b\u202ec\u2066\u200bd\ufeff")).isEqualTo("a 2J b c d");
		assertThat(FailureReason.of(new IOException("x".repeat(1_000_000)))).hasSizeLessThanOrEqualTo(220)
			.endsWith("...");
		for (String part : List.of("://", "a:", "password=", ";a", "\\\"", "{}", "password ", "a.b-", "?a=", "a@:")) {
			assertThat(FailureReason.clean(part.repeat(100_000))).hasSizeLessThanOrEqualTo(200);
		}
	}

	@Test
	void survivesAFailureThatCannotBeRead() {
		assertThat(FailureReason.of(new RuntimeException() {

			@Override
			public String getMessage() {
				throw new NoClassDefFoundError("odd");
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
