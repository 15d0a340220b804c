package dev.monitor.logging.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.monitor.event.EventKind;
import dev.monitor.event.EventMarker;
import dev.monitor.event.Keys;
import dev.monitor.logging.Timestamps;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the keys that begin every line. No line is worth writing without them.
 */
final class HeadPart implements EventPart {

	private static final OwnName TIME = new OwnName(Keys.TIME);

	private static final OwnName NAMESPACE = new OwnName(Keys.NAMESPACE);

	private static final OwnName LEVEL = new OwnName(Keys.LEVEL);

	private static final OwnName EVENT = new OwnName(Keys.EVENT);

	private final String namespace;

	private final Timestamps timestamps;

	HeadPart(String namespace, Timestamps timestamps) {
		this.namespace = namespace;
		this.timestamps = timestamps;
	}

	@Override
	public void write(JsonGenerator generator, ILoggingEvent event, @Nullable EventMarker marker) {
		TIME.write(generator, this.timestamps.format(event.getTimeStamp()));
		NAMESPACE.write(generator, this.namespace);
		LEVEL.write(generator, level(event.getLevel()));
		EVENT.write(generator, ((marker != null) ? marker.kind() : EventKind.MESSAGE).text());
	}

	private static String level(Level level) {
		return switch (level.levelInt) {
			case Level.ERROR_INT -> "error";
			case Level.WARN_INT -> "warn";
			case Level.INFO_INT -> "info";
			default -> "debug";
		};
	}

}
