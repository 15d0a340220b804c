package dev.monitor.logging.logback;

import tools.jackson.core.io.SerializedString;

/**
 * Name of one of Monitor's own keys. A provider that writes a name as a plain string
 * writes a user's key.
 */
final class OwnName extends SerializedString {

	OwnName(String name) {
		super(name);
	}

}
