package dev.monitor.scrape;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LoopbackRuleTests {

	private final LoopbackRule rule = new LoopbackRule();

	@ParameterizedTest
	@ValueSource(
			strings = { "127.0.0.1", "127.255.0.9", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "0:0:0:0:0:0:0:1%0" })
	void loopbackAddressIsAdmitted(@Nullable String peer) {
		assertThat(decide(peer, "localhost", false)).isEqualTo(Decision.ADMITTED);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "192.0.2.7", "10.0.0.1", "0.0.0.0", "::", "fe80::1%0", "::ffff:192.0.2.7", "128.0.0.1",
			"127.0.0.1.example.com", "127.0.0.999", "127.1", "localhost", "a:b:zz", ":" })
	void otherAddressIsNot(@Nullable String peer) {
		assertThat(decide(peer, "localhost", false)).isEqualTo(Decision.NOT_LOOPBACK);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "192.0.2.1", "10.0.0.1", "::" })
	void peerThatOnlyClaimsToBeLoopbackIsNot(@Nullable String local) {
		ScrapeRequest request = new ScrapeRequest("GET", "127.0.0.1", local, "localhost", false, List.of());
		assertThat(this.rule.decide(request)).isEqualTo(Decision.NOT_LOOPBACK);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LocalHost", "app.localhost", "127.0.0.1", "[::1]", "::1" })
	void loopbackHostIsAdmitted(@Nullable String host) {
		assertThat(decide("127.0.0.1", host, false)).isEqualTo(Decision.ADMITTED);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "app.example.com", "localhost.example.com", "127.0.0.1.example.com", "notlocalhost",
			"192.0.2.7", "[2001:db8::1]" })
	void otherHostIsNot(@Nullable String host) {
		assertThat(decide("127.0.0.1", host, false)).isEqualTo(Decision.NOT_LOOPBACK);
	}

	@Test
	void whatAProxyRelaysIsNot() {
		assertThat(decide("127.0.0.1", "localhost", true)).isEqualTo(Decision.NOT_LOOPBACK);
	}

	@Test
	void tokenMakesNoDifference() {
		assertThat(this.rule.decide(ScrapeRequests.remote("Bearer token"))).isEqualTo(Decision.NOT_LOOPBACK);
		assertThat(this.rule.decide(ScrapeRequests.local("Bearer token"))).isEqualTo(Decision.ADMITTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Forwarded", "X-Forwarded-For", "x-forwarded-proto", "X-FORWARDED-HOST", "Via",
			"X-Real-IP", "True-Client-IP" })
	void headersThatBetrayAProxyAreKnown(String name) {
		assertThat(ProxyHeaders.contains(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host", "User-Agent", "X-Forward", "Forwarded-Something", "X-Prometheus-Scrape-Timeout" })
	void headersOfAScraperAreNotTakenForThem(String name) {
		assertThat(ProxyHeaders.contains(name)).isFalse();
	}

	private Decision decide(@Nullable String peer, @Nullable String host, boolean forwarded) {
		return this.rule.decide(new ScrapeRequest("GET", peer, "127.0.0.1", host, forwarded, List.of()));
	}

}
