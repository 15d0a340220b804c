package dev.monitor.listener.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestHeadTests {

	private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8081);

	@ParameterizedTest
	@CsvSource({ "/readyz, /readyz", "/health?verbose, /health", "/%68ealth, /%68ealth", "//readyz, //readyz" })
	void thePathIsWhatWasSentWithoutTheQuery(String target, String path) {
		RequestHead request = parse("GET " + target + " HTTP/1.0\r\n\r\n");
		assertThat(request).isEqualTo(new RequestHead("GET", path, "HTTP/1.0", Map.of(), LOCAL, LOCAL));
	}

	@ParameterizedTest
	@CsvSource({ "http://lb.example:81/livez?x=1, localhost, /livez, false",
			"HTTP://localhost:81/livez, lb.example, /livez, true",
			"http://localhost@lb.example/, localhost, /, false" })
	void theHostOfTheTargetCounts(String target, String host, String path, boolean here) {
		RequestHead request = parsed("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
		assertThat(request.path()).isEqualTo(path);
		assertThat(request.caller().isOnThisMachine()).isEqualTo(here);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "GET", "GET /health", "GET  /health HTTP/1.1", "GET /health HTTP/2.0", " / HTTP/1.1",
			"GET / HTTP/1.1\r\nno colon", "GET / HTTP/1.1\r\n: empty", "GET / HTTP/1.1\r\nHost : a",
			"GET / HTTP/1.1\r\nA: b\r\n folded: c", "GET / HTTP/1.1\r\nHost: a\r\nhost: b", "\u0016\u0003\u0001" })
	void anythingElseIsRefused(String head) {
		assertThat(parse(head)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "localhost:8081, true", "localhost, true", "[::1]:8081, true", "127.0.0.1:1, true",
			"app.example:8081, false" })
	void aCallerOnThisMachineAsksForIt(String host, boolean here) throws UnknownHostException {
		InetAddress elsewhere = InetAddress.getByAddress(new byte[] { (byte) 192, 0, 2, 7 });
		String head = "GET /health HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
		assertThat(parsed(head).caller().isOnThisMachine()).isEqualTo(here);
		RequestHead foreign = RequestHead.parse(head, new InetSocketAddress(elsewhere, 40000), LOCAL);
		assertThat(foreign).isNotNull();
		assertThat(foreign.caller().isOnThisMachine()).isFalse();
	}

	@Test
	void withoutAHostTheAddressCounts() {
		assertThat(parsed("OPTIONS / HTTP/1.1\n").caller().isOnThisMachine()).isTrue();
	}

	@Test
	void whoSpeaksAnOldVersionMayBeAProxy() {
		assertThat(parsed("GET /health HTTP/1.0\r\nHost: localhost\r\n").caller().isOnThisMachine()).isFalse();
	}

	@Test
	void whoComesForAPageOfAnotherOriginDoesNotCount() {
		String head = "GET /health HTTP/1.1\r\nHost: localhost:8081\r\nOrigin: http://";
		assertThat(parsed(head + "app.example\r\n").caller().isOnThisMachine()).isFalse();
		assertThat(parsed(head + "localhost:8081\r\n").caller().isOnThisMachine()).isTrue();
	}

	@Test
	void aProxyLeavesATrace() {
		assertThat(parsed("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.7\r\n").caller()
			.isOnThisMachine()).isFalse();
	}

	@Test
	void headersAreFoundByNameInLowerCaseWithAllTheirValues() {
		RequestHead request = parsed("GET / HTTP/1.1\r\nAccept: a, b\r\nACCEPT:c \r\n\r\n");
		assertThat(request.header("accept")).containsExactly("a, b", "c");
		assertThat(request.header("authorization")).isEmpty();
	}

	@Test
	void credentialsAreNotShown() {
		assertThat(parsed("GET / HTTP/1.1\r\nAuthorization: Bearer secret\r\n\r\n").toString()).contains("GET")
			.doesNotContain("secret");
	}

	private static @Nullable RequestHead parse(String head) {
		return RequestHead.parse(head, LOCAL, LOCAL);
	}

	private static RequestHead parsed(String head) {
		return Objects.requireNonNull(parse(head));
	}

}
