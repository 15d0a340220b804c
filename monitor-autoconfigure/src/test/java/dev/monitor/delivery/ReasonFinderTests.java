package dev.monitor.delivery;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.HttpRetryException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What cannot be had from sockets of this machine.
 */
public class ReasonFinderTests {

	static Stream<Arguments> failures() {
		return Stream.of(arguments(new UnknownHostException("a.test: Temporary failure in name resolution"), "dns"),
				arguments(new NoRouteToHostException("No route to host"), "ehostunreach"),
				arguments(new ConnectException("Network is unreachable"), "ehostunreach"),
				arguments(new ConnectException("Connection timed out"), "connect_timeout"),
				arguments(new SocketException("Connection timed out"), "timeout"),
				arguments(new IOException("Broken pipe"), "closed"),
				arguments(new IOException("Connection reset by peer"), "econnreset"),
				arguments(new SSLHandshakeException("Received fatal alert: bad_certificate"), "tls_certificate"),
				arguments(new SSLHandshakeException("Received fatal alert: handshake_failure"), "tls"),
				arguments(new SSLPeerUnverifiedException("other name"), "tls_certificate"),
				arguments(new InterruptedIOException("timeout"), "timeout"),
				arguments(new InterruptedIOException(), "other"), arguments(new InterruptedException(), "other"),
				arguments(new ClosedByInterruptException(), "other"), arguments(new CancellationException(), "other"),
				arguments(new IOException("disk full"), "io"), arguments(new NullPointerException(), "other"),
				arguments(new StackOverflowError(), "other"),
				arguments(new HttpRetryException("streaming", 401), "http_401"),
				arguments(new IOException("WWW-Authenticate header missing for response code 401"), "http_401"),
				arguments(new DeliveryRejectedException("a.test"), "rejected"),
				arguments(new FeignException(), "http_429"));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void everyFailureHasItsReason(Throwable failure, String reason) {
		assertThat(ReasonFinder.find(failure)).isEqualTo(reason);
		assertThat(ReasonFinder.find(new RuntimeException(new IllegalStateException("retries are over", failure))))
			.isEqualTo(reason);
	}

	@ParameterizedTest
	@CsvSource({ "302, http_3xx", "410, http_410", "418, http_4xx", "500, http_500", "599, http_5xx", "600, other",
			"204, other" })
	void statusesAreBounded(int status, String reason) {
		assertThat(ReasonFinder.find(new DeliveryStatusException(status))).isEqualTo(reason);
	}

	@Test
	void anAnswerIsTheReasonWhateverCameOfItInside() {
		DeliveryStatusException answered = new DeliveryStatusException(503);
		answered.initCause(new ConnectException());
		assertThat(ReasonFinder.find(answered)).isEqualTo("http_503");
	}

	@Test
	void circlesOfCausesEnd() {
		IOException first = new IOException("first");
		RuntimeException second = new RuntimeException(first);
		first.initCause(second);
		assertThat(ReasonFinder.find(first)).isEqualTo("io");
	}

	@Test
	void anExceptionThatCannotBeAskedIsOther() {
		assertThat(ReasonFinder.find(new Unaskable())).isEqualTo("other");
	}

	@Test
	void allReasonsAreFewWordsForATag() {
		Set<String> all = Reason.all();
		assertThat(all).hasSizeLessThan(60).allMatch((reason) -> reason.matches("[a-z][a-z0-9_]{1,15}"));
	}

	private static final class Unaskable extends RuntimeException {

		@Override
		public @Nullable String getMessage() {
			throw new NoClassDefFoundError();
		}

	}

	/**
	 * Named as that of a library which is not there.
	 */
	public static final class FeignException extends RuntimeException {

		public int status() {
			return 429;
		}

	}

}
