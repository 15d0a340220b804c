package dev.monitor.health.listener;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProbeRequestTests {

	private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8081);

	@ParameterizedTest
	@CsvSource({ "/readyz, /readyz", "/health?verbose, /health", "http://lb.example:81/livez?x=1, /livez",
			"/%68ealth, /%68ealth", "//readyz, //readyz" })
	void thePathIsWhatWasSentWithoutTheQuery(String target, String path) {
		ProbeRequest request = ProbeRequest.parse("GET " + target + " HTTP/1.0\r\n\r\n");
		assertThat(request).isEqualTo(new ProbeRequest("GET", path, null, false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "GET", "GET /health", "GET  /health HTTP/1.1", "GET /health HTTP/2.0", " / HTTP/1.1",
			"GET / HTTP/1.1\r\nno colon", "GET / HTTP/1.1\r\n: empty", "GET / HTTP/1.1\r\nHost: a\r\nhost: b",
			"\u0016\u0003\u0001" })
	void anythingElseIsRefused(String head) {
		assertThat(ProbeRequest.parse(head)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "localhost:8081, true", "localhost, true", "[::1]:8081, true", "127.0.0.1:1, true",
			"app.example:8081, false" })
	void aCallerOnThisMachineAsksForIt(String host, boolean here) throws UnknownHostException {
		InetAddress elsewhere = InetAddress.getByAddress(new byte[] { (byte) 192, 0, 2, 7 });
		ProbeRequest request = ProbeRequest.parse("GET /health HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
		assertThat(request).isNotNull();
		assertThat(request.caller(LOCAL, LOCAL).isOnThisMachine()).isEqualTo(here);
		assertThat(request.caller(new InetSocketAddress(elsewhere, 40000), LOCAL).isOnThisMachine()).isFalse();
	}

	@Test
	void withoutAHostTheAddressCounts() {
		ProbeRequest request = ProbeRequest.parse("OPTIONS / HTTP/1.0\n");
		assertThat(request).isNotNull();
		assertThat(request.caller(LOCAL, LOCAL).isOnThisMachine()).isTrue();
	}

	@Test
	void aProxyLeavesATrace() {
		ProbeRequest request = ProbeRequest
			.parse("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.7\r\n");
		assertThat(request).isNotNull();
		assertThat(request.caller(LOCAL, LOCAL).isOnThisMachine()).isFalse();
	}

}
