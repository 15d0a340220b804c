package dev.monitor.logging;

import org.apiguardian.api.API;

/**
 * The two forms of a line. Keys, values and their order are the same in both.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public enum LineForm {

	/**
	 * {@code key=value} pairs, as kr/logfmt, go-logfmt and Loki read them.
	 */
	KV {

		@Override
		void open(LineBuffer line) {
		}

		@Override
		void close(LineBuffer line) {
		}

		@Override
		int key(LineBuffer line, String key, boolean first) {
			if (!first) {
				line.put(' ');
			}
			line.putAscii(key);
			int end = line.length;
			line.put('=');
			return end;
		}

		@Override
		void text(LineBuffer line, String value) {
			KvText.append(line, value);
		}

		@Override
		void json(LineBuffer line, String json) {
			Escapes.quoted(line, json);
		}

		@Override
		void notANumber(LineBuffer line, String name) {
			line.putAscii(name);
		}

	},

	/**
	 * One JSON object.
	 */
	JSON {

		@Override
		void open(LineBuffer line) {
			line.put('{');
		}

		@Override
		void close(LineBuffer line) {
			line.put('}');
		}

		@Override
		int key(LineBuffer line, String key, boolean first) {
			line.putAscii(first ? "\"" : ",\"");
			line.putAscii(key);
			int end = line.length;
			line.putAscii("\":");
			return end;
		}

		@Override
		void text(LineBuffer line, String value) {
			int start = line.length;
			Escapes.quoted(line, value);
			NumberMarks.escape(line, start, value);
		}

		@Override
		void json(LineBuffer line, String json) {
			int start = line.length;
			Escapes.json(line, json);
			NumberMarks.escape(line, start, json);
		}

		@Override
		void notANumber(LineBuffer line, String name) {
			Escapes.quoted(line, name);
		}

	};

	abstract void open(LineBuffer line);

	abstract void close(LineBuffer line);

	/**
	 * Append what stands before a value.
	 * @param line the line
	 * @param key a clean key
	 * @param first whether it is the line's first
	 * @return where the key's name ends
	 */
	abstract int key(LineBuffer line, String key, boolean first);

	abstract void text(LineBuffer line, String value);

	/**
	 * Append an array or a deep object.
	 * @param line the line
	 * @param json its JSON
	 */
	abstract void json(LineBuffer line, String json);

	abstract void notANumber(LineBuffer line, String name);

}
