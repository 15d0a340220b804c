package dev.monitor.logging.reader;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Makes labels of a line as Loki's logfmt stage does, written from its grammar and rules:
 * a bad pair is skipped, keys become names of labels, U+FFFD is dropped, and so are empty
 * values unless they are to be kept.
 */
public final class LokiReader {

	private static final Pattern NOT_IN_LABELS = Pattern.compile("[^A-Za-z0-9_]");

	private static final String REPLACEMENT = "\ufffd";

	private final byte[] line;

	private final boolean keepEmpty;

	private int at;

	private final Map<String, String> labels = new LinkedHashMap<>();

	private int skipped;

	private LokiReader(byte[] line, boolean keepEmpty) {
		this.line = line;
		this.keepEmpty = keepEmpty;
	}

	/**
	 * Read a line.
	 * @param line the line
	 * @param keepEmpty whether the stage has {@code --keep-empty}
	 * @return the labels
	 */
	public static Labels read(String line, boolean keepEmpty) {
		LokiReader reader = new LokiReader(line.getBytes(StandardCharsets.UTF_8), keepEmpty);
		while (reader.skipSpace()) {
			reader.pair();
		}
		return new Labels(reader.labels, reader.skipped);
	}

	/**
	 * Return what Loki makes of a key.
	 * @param key the key
	 * @return the name of the label
	 */
	public static String label(String key) {
		String label = NOT_IN_LABELS.matcher(key).replaceAll("_");
		return (!label.isEmpty() && label.charAt(0) <= '9') ? "_" + label : label;
	}

	private boolean skipSpace() {
		while (this.at < this.line.length && at(this.at) <= ' ') {
			this.at++;
		}
		return this.at < this.line.length;
	}

	private void pair() {
		int start = this.at;
		while (this.at < this.line.length && at(this.at) > ' ' && at(this.at) != '=' && at(this.at) != '"') {
			this.at++;
		}
		String key = text(start, this.at);
		int next = (this.at < this.line.length) ? at(this.at) : ' ';
		if (next == '"' || key.isEmpty() || key.contains(REPLACEMENT)) {
			this.skipped++;
			skipWord();
			return;
		}
		if (next == '=') {
			this.at++;
		}
		String value = (next == '=') ? value() : "";
		if (value == null) {
			this.skipped++;
		}
		else if (!value.isEmpty() || this.keepEmpty) {
			this.labels.put(label(key), value.replace(REPLACEMENT, ""));
		}
	}

	private @Nullable String value() {
		if (this.at < this.line.length && at(this.at) == '"') {
			return quoted();
		}
		int start = this.at;
		while (this.at < this.line.length && at(this.at) > ' ') {
			if (at(this.at) == '=' || at(this.at) == '"') {
				skipWord();
				return null;
			}
			this.at++;
		}
		return text(start, this.at);
	}

	private @Nullable String quoted() {
		int start = ++this.at;
		boolean escaped = false;
		while (this.at < this.line.length && at(this.at) != '"') {
			boolean escape = at(this.at) == '\\';
			escaped |= escape;
			this.at += escape ? 2 : 1;
		}
		if (this.at >= this.line.length) {
			this.at = this.line.length;
			return null;
		}
		int end = this.at++;
		return escaped ? JsonQuotes.unquote(this.line, start, end) : text(start, end);
	}

	private void skipWord() {
		while (this.at < this.line.length && at(this.at) > ' ') {
			this.at++;
		}
	}

	private int at(int index) {
		return this.line[index] & 0xff;
	}

	private String text(int from, int to) {
		return new String(this.line, from, to - from, StandardCharsets.UTF_8);
	}

	/**
	 * What Loki has of a line.
	 *
	 * @param values the values by name of label
	 * @param skipped how many pairs were not understood
	 */
	public record Labels(Map<String, String> values, int skipped) {

	}

}
