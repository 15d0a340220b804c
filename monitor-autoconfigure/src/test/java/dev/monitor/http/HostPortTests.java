package dev.monitor.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HostPortTests {

	@Test
	void readsNamesAndAddresses() {
		assertThat(HostPort.parse("broker:5672")).isEqualTo(new HostPort("broker", 5672));
		assertThat(HostPort.parse(" my_broker.example:1 ")).isEqualTo(new HostPort("my_broker.example", 1));
		assertThat(HostPort.parse("127.0.0.1:65535")).isEqualTo(new HostPort("127.0.0.1", 65535));
		assertThat(HostPort.parse("[::1]:80")).isEqualTo(new HostPort("::1", 80));
		assertThat(HostPort.parse("[fe80::1%eth0]:80")).isEqualTo(new HostPort("fe80::1%eth0", 80));
	}

	@ParameterizedTest
	@ValueSource(strings = { "broker:5672", "127.0.0.1:65535", "[::1]:80", "[fe80::1%eth0]:80" })
	void writesWhatItReads(String text) {
		assertThat(HostPort.parse(text)).hasToString(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			user@broker:80     | is not host:port, as it has a '@'
			http://broker:80   | is not host:port, as it has a '/'
			::1:80             | is not host:port: an IPv6 address stands in brackets
			broker             | is not host:port
			""")
	void saysWhatIsInTheWay(String text, String problem) {
		assertThatIllegalArgumentException().isThrownBy(() -> HostPort.parse(text)).withMessage(problem);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "broker", ":80", "broker:", "broker:65536", "broker:99999999999", "::1:80", "[]:80",
			"[::1]", "[broker]:80", "http://broker:80", "a b:80", "user@broker:80", "broker:80x" })
	void refusesAnythingElse(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> HostPort.parse(text));
	}

}
