package dev.monitor.logging.reader;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON lines read strictly: a duplicate is an error, and so is anything behind the
 * object.
 */
final class JsonLines {

	static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private JsonLines() {
	}

	/**
	 * Read a line.
	 * @param line the line
	 * @return its members in order, as texts
	 */
	static Map<String, String> read(String line) {
		Map<String, String> members = new LinkedHashMap<>();
		JSON.readTree(line).properties().forEach((member) -> members.put(member.getKey(), text(member.getValue())));
		return members;
	}

	/**
	 * Return a value as the text that it is in a key=value line.
	 * @param value the value
	 * @return the text
	 */
	static String text(JsonNode value) {
		if (value.isString()) {
			return value.asString();
		}
		return value.isNumber() ? value.decimalValue().toPlainString() : value.toString();
	}

}
