package dev.monitor.delivery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TargetHostTests {

	@ParameterizedTest
	@CsvSource({ "https://Example.org/hook?token=secret, example.org",
			"https://user:secret@example.org:8443/a@b#c, example.org", "https://a:p@ss@example.org, example.org",
			"example.org, example.org", "EXAMPLE.org.:443, example.org", "'  https://example.org  ', example.org",
			"https://example.org\\@evil.test, example.org", "https://evil.test?@example.org, evil.test",
			"https://example.org#@evil.test, example.org", "http://[2001:DB8::1]:8080/a, 2001:db8::1",
			"http://[fe80::1%25eth0]/, fe80::1", "2001:db8::1, 2001:db8::1", "192.0.2.1:25, 192.0.2.1",
			"someone@example.org, example.org", "mailto:someone@Example.org, example.org",
			"Some One <someone@example.org>, example.org", "https://bücher.example/a, xn--bcher-kva.example",
			"amqps://u:p@my_broker:5671/vhost, my_broker" })
	void hostIsFound(String target, String host) {
		assertThat(TargetHost.of(target)).isEqualTo(host);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/path/only", "https:///path", "https://exa mple.org/", "a b", "https://a\nev=access/",
			"https://[::1", "https://-a-/", "<script>" })
	void whatIsNoHostIsUnknown(String target) {
		assertThat(TargetHost.of(target)).isEqualTo(TargetHost.UNKNOWN);
	}

	@Test
	void longTargetsAreNoTrouble() {
		assertThat(TargetHost.of("https://" + "a.".repeat(200_000))).isEqualTo(TargetHost.UNKNOWN);
		assertThat(TargetHost.of("https://" + "a:".repeat(200_000))).isEqualTo(TargetHost.UNKNOWN);
		assertThat(TargetHost.of("https://example.org/" + "a".repeat(200_000))).isEqualTo("example.org");
		assertThat(TargetHost.of("ü".repeat(200_000))).isEqualTo(TargetHost.UNKNOWN);
	}

}
