package dev.monitor.logging.logback;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;

/**
 * Name of one of Monitor's own keys. A provider that writes a name as a plain string
 * writes a user's key.
 */
final class OwnName extends SerializedString {

	OwnName(String name) {
		super(name);
	}

	/**
	 * Write the pair, unless there is no value.
	 */
	void write(JsonGenerator generator, @Nullable String value) {
		if (value != null) {
			generator.writeName(this);
			generator.writeString(value);
		}
	}

}
