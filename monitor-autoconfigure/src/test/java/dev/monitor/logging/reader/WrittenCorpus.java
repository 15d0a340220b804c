package dev.monitor.logging.reader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events, their lines, and what these have to be read as.
 *
 * @param kv the key=value lines
 * @param json the JSON lines
 * @param expected the pairs of each line; a pair of JSON and of key=value lines is of the
 * same event and has the same time
 */
record WrittenCorpus(List<String> kv, List<String> json, List<Map<String, String>> expected) {

	private static final String LOGGER = "corpus";

	private static final int TIME = "2026-11-21T09:30:00.120Z".length();

	/**
	 * Log events.
	 * @param events the events
	 * @return their lines, as many in each form
	 */
	static WrittenCorpus of(List<CorpusEvent> events) {
		try (TwoForms written = new TwoForms(LOGGER)) {
			events.forEach((event) -> event.log(written.logger()));
			List<String> kv = written.kv();
			assertThat(kv).hasSameSizeAs(events);
			assertThat(written.json()).hasSameSizeAs(events);
			List<Map<String, String>> expected = new ArrayList<>();
			for (int i = 0; i < events.size(); i++) {
				Map<String, String> pairs = new LinkedHashMap<>();
				pairs.put("t", kv.get(i).substring("t=".length(), "t=".length() + TIME));
				pairs.putAll(Oracle.expected(events.get(i), LOGGER));
				expected.add(pairs);
			}
			return new WrittenCorpus(kv, written.json(), expected);
		}
	}

	/**
	 * Return the pairs that a line has to be read as.
	 * @param line its number
	 * @return the pairs in order
	 */
	List<ReadPair> pairs(int line) {
		List<ReadPair> pairs = new ArrayList<>();
		this.expected.get(line).forEach((key, value) -> pairs.add(new ReadPair(key, value)));
		return pairs;
	}

}
