package dev.monitor.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class GzipTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			gzip                  | true
			GZIP                  | true
			deflate, gzip;q=0.5   | true
			gzip; q=0.001         | true
			gzip;q=0              | false
			gzip; q=0.0           | false
			identity              | false
			*                     | false
			xgzip                 | false
			;                     | false
			,,                    | false
			''                    | false
			""")
	void isTakenFromWhoAsksForIt(String header, boolean accepted) {
		assertThat(Gzip.isAccepted(List.of(header))).isEqualTo(accepted);
	}

	@Test
	void anyOfSeveralHeadersMayAsk() {
		assertThat(Gzip.isAccepted(List.of())).isFalse();
		assertThat(Gzip.isAccepted(List.of("br", "gzip"))).isTrue();
	}

	@Test
	void whatIsCompressedCanBeRead() throws IOException {
		byte[] text = "metric 1\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
		byte[] compressed = Gzip.compress(text);
		assertThat(compressed).hasSizeLessThan(text.length / 10);
		assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes()).isEqualTo(text);
	}

}
