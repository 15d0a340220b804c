package dev.monitor.logging.reader;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.monitor.logging.LogfmtReader;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that is logged comes back: from the logger through the console's encoder to
 * the readers written from the grammars of kr/logfmt, go-logfmt, Loki and JSON.
 */
class RoundTripTests {

	@Test
	void theCorpusComesBack() {
		assertComesBack(WrittenCorpus.of(Corpus.events()));
	}

	@Test
	void aHundredThousandRandomTextsComeBack() {
		assertComesBack(WrittenCorpus.of(Corpus.random(20261122, 100_000)));
	}

	@Test
	void linesThatAreTooLongAreCutAndSaySo() {
		WrittenCorpus written = WrittenCorpus.of(Corpus.tooLong());
		for (int i = 0; i < written.kv().size(); i++) {
			assertCut(written.expected().get(i), written.kv().get(i), strict(written.kv().get(i)));
			assertCut(written.expected().get(i), written.json().get(i), JsonLines.read(written.json().get(i)));
		}
	}

	private static void assertCut(Map<String, String> whole, String line, Map<String, String> pairs) {
		assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(9_800, 9_899);
		assertThat(Long.parseLong(Objects.requireNonNull(pairs.remove("truncated")))).isPositive();
		assertThat(pairs.keySet()).isEqualTo(whole.keySet());
		String trace = pairs.get("stack");
		if (trace != null && trace.contains("Caused by: ")) {
			pairs.remove("stack");
			assertThat(trace.lines().filter((frame) -> !frame.endsWith(" frames cut")))
				.isSubsetOf(Objects.requireNonNull(whole.get("stack")).lines().toList())
				.contains("java.lang.RuntimeException: deep", "Caused by: java.lang.Error: a", "b");
		}
		pairs.forEach((key, value) -> assertThat(whole.get(key)).startsWith(value));
	}

	private static void assertComesBack(WrittenCorpus written) {
		for (int i = 0; i < written.kv().size(); i++) {
			String kv = written.kv().get(i);
			List<Map.Entry<String, String>> expected = List.copyOf(written.expected().get(i).entrySet());
			assertThat(KrReader.read(kv)).isEqualTo(written.pairs(i));
			assertThat(List.copyOf(strict(kv).entrySet())).isEqualTo(expected);
			assertThat(List.copyOf(JsonLines.read(written.json().get(i)).entrySet())).isEqualTo(expected);
			assertThat(LokiReader.read(kv, true))
				.isEqualTo(new LokiReader.Labels(labels(written.expected().get(i)), 0));
		}
	}

	private static Map<String, String> strict(String line) {
		return LogfmtReader.read((line + "\n").getBytes(StandardCharsets.UTF_8));
	}

	private static Map<String, String> labels(Map<String, String> pairs) {
		Map<String, String> labels = new LinkedHashMap<>();
		pairs.forEach((key, value) -> labels.put(LokiReader.label(key), value.replace("\ufffd", "")));
		return labels;
	}

}
