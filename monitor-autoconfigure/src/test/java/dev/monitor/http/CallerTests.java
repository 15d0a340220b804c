package dev.monitor.http;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallerTests {

	private static final ConnectionEnds ENDS = new ConnectionEnds("127.0.0.1", "127.0.0.1", false);

	@ParameterizedTest
	@ValueSource(
			strings = { "127.0.0.1", "127.255.0.9", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "0:0:0:0:0:0:0:1%0" })
	void loopbackAddressIsOnThisMachine(@Nullable String peer) {
		assertThat(caller(peer, "localhost", false).isOnThisMachine()).isTrue();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "192.0.2.7", "10.0.0.1", "0.0.0.0", "::", "fe80::1%0", "::ffff:192.0.2.7", "128.0.0.1",
			"127.0.0.1.example.com", "127.0.0.999", "127.1", "localhost", "a:b:zz", ":" })
	void otherAddressIsNot(@Nullable String peer) {
		assertThat(caller(peer, "localhost", false).isOnThisMachine()).isFalse();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "192.0.2.1", "10.0.0.1", "::" })
	void peerThatOnlyClaimsToBeLoopbackIsNot(@Nullable String local) {
		assertThat(new Caller("127.0.0.1", local, "localhost", false, false).isOnThisMachine()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LocalHost", "app.localhost", "127.0.0.1", "[::1]", "::1" })
	void whoAsksForALoopbackHostIsOnThisMachine(@Nullable String host) {
		assertThat(caller("127.0.0.1", host, false).isOnThisMachine()).isTrue();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "app.example.com", "localhost.example.com", "127.0.0.1.example.com", "notlocalhost",
			"192.0.2.7", "[2001:db8::1]" })
	void whoAsksForAnotherHostIsNot(@Nullable String host) {
		assertThat(caller("127.0.0.1", host, false).isOnThisMachine()).isFalse();
	}

	@Test
	void whoAsksThroughAProxyIsNot() {
		assertThat(caller("127.0.0.1", "localhost", true).isOnThisMachine()).isFalse();
	}

	@Test
	void whoAsksForAPageOfAnotherOriginIsNot() {
		assertThat(new Caller("127.0.0.1", "127.0.0.1", "localhost", false, true).isOnThisMachine()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Forwarded", "X-Forwarded", "X-Forwarded-For", "x-forwarded-proto", "X-FORWARDED-HOST",
			"X-Forwarded-Client-Cert", "X_Forwarded_For", "HTTP_X_FORWARDED_FOR", "X-Forward-For", "Forwarded-For",
			"Via", "X-Via", "CDN-Loop", "Client-Cert", "X-Real-IP", "True-Client-IP", "Client-IP", "X-Client-IP",
			"X-Original-Forwarded-For", "X-Original-Host", "X-Cluster-Client-IP", "Fastly-Client-IP", "Fly-Client-IP",
			"Fly-Forwarded-Proto", "X-Envoy-External-Address", "X-Azure-ClientIP", "X-Azure-SocketIP",
			"CF-Connecting-IP", "CF-Connecting-IPv6", "Cf-Pseudo-IPv4", "DO-Connecting-IP", "X-ProxyUser-Ip",
			"X-Appengine-User-Ip", "X-Amz-Cf-Id", "CloudFront-Viewer-Address", "X-Nf-Client-Connection-Ip",
			"X-Vercel-Forwarded-For", "WL-Proxy-Client-IP", "Proxy-Client-IP", "X-Remote-Addr", "X-Originating-IP",
			"Ali-CDN-Real-IP", "Incap-Client-IP", "Oxygen-Buyer-IP", "X-Varnish", "X-Proxied-Https" })
	void headersThatBetrayAProxyAreKnown(String name) {
		assertThat(ProxyHeaders.contains(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host", "User-Agent", "X-Forward", "Forwarded-Something", "X-Prometheus-Scrape-Timeout",
			"X-Prometheus-Scrape-Timeout-Seconds", "Accept", "Authorization", "Origin", "X-Monitor-Internal",
			"X-Request-Id", "traceparent", "X-Haproxy-Server-State" })
	void otherHeadersAreNotTakenForThem(String name) {
		assertThat(ProxyHeaders.contains(name)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "HTTP/0.9, true", "'', true", "HTTP/1.0, true", "HTTP/1.1, false", "HTTP/2.0, false", "HTTP/2, false",
			"HTTP/3.0, false", "AJP/1.3, true" })
	void whoSpeaksAnOldVersionMayBeAProxy(String protocol, boolean forwarded) {
		Caller caller = ENDS.caller(protocol, "localhost", Map.of());
		assertThat(caller).isEqualTo(new Caller("127.0.0.1", "127.0.0.1", "localhost", forwarded, false));
	}

	@ParameterizedTest
	@CsvSource({ "localhost:8080, http://localhost:8080, false", "LOCALHOST:8080, http://localhost:8080, false",
			"localhost, http://localhost, false", "localhost:80, http://localhost, false",
			"localhost:443, https://localhost, false", "localhost, https://localhost:443, false",
			"[::1]:8080, http://[::1]:8080, false", "localhost:8080, http://localhost:3000, true",
			"localhost:8080, http://localhost, true", "localhost:8080, http://app.localhost:8080, true",
			"localhost:8080, https://app.example, true", "localhost:8080, null, true", "localhost:8080, '', true",
			"localhost:8080, http://localhost:8080.app.example, true", "localhost:8080, ://, true",
			"localhost:8080, http://a@localhost:8080, true" })
	void aPageIsAnothersUnlessItsOriginIsWhatIsAskedFor(String authority, String origin, boolean foreign) {
		assertThat(ENDS.caller("HTTP/1.1", authority, Map.of("origin", List.of(origin))).crossOrigin())
			.isEqualTo(foreign);
	}

	@ParameterizedTest
	@CsvSource({ "none, false", "same-origin, false", "same-site, true", "cross-site, true", "anything, true" })
	void aBrowserTellsOfThePageToo(String site, boolean foreign) {
		assertThat(ENDS.caller("HTTP/1.1", "localhost", Map.of("sec-fetch-site", List.of(site))).crossOrigin())
			.isEqualTo(foreign);
	}

	@Test
	void theContainerMayKnowOfAProxyThatLeftNoHeader() {
		ConnectionEnds relayed = new ConnectionEnds("127.0.0.1", "127.0.0.1", true);
		assertThat(relayed.caller("HTTP/1.1", "localhost", Map.of()).forwarded()).isTrue();
	}

	private static Caller caller(@Nullable String peer, @Nullable String host, boolean forwarded) {
		return new Caller(peer, "127.0.0.1", host, forwarded, false);
	}

}
