package dev.monitor.http;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallerTests {

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
		assertThat(new Caller("127.0.0.1", local, "localhost", false).isOnThisMachine()).isFalse();
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

	@ParameterizedTest
	@ValueSource(strings = { "Forwarded", "X-Forwarded-For", "x-forwarded-proto", "X-FORWARDED-HOST", "Via",
			"X-Real-IP", "True-Client-IP" })
	void headersThatBetrayAProxyAreKnown(String name) {
		assertThat(ProxyHeaders.contains(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host", "User-Agent", "X-Forward", "Forwarded-Something", "X-Prometheus-Scrape-Timeout" })
	void otherHeadersAreNotTakenForThem(String name) {
		assertThat(ProxyHeaders.contains(name)).isFalse();
	}

	private static Caller caller(@Nullable String peer, @Nullable String host, boolean forwarded) {
		return new Caller(peer, "127.0.0.1", host, forwarded);
	}

}
