package dev.monitor.logging.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.monitor.event.Keys;
import dev.monitor.logging.Timestamps;
import net.logstash.logback.composite.AbstractJsonProvider;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the keys that begin every line. No line is worth writing without them.
 */
final class HeadProvider extends AbstractJsonProvider<ILoggingEvent> {

	private static final OwnName TIME = new OwnName(Keys.TIME);

	private static final OwnName NAMESPACE = new OwnName(Keys.NAMESPACE);

	private static final OwnName LEVEL = new OwnName(Keys.LEVEL);

	private static final OwnName EVENT = new OwnName(Keys.EVENT);

	private final String namespace;

	private final Timestamps timestamps;

	HeadProvider(String namespace, Timestamps timestamps) {
		this.namespace = namespace;
		this.timestamps = timestamps;
	}

	@Override
	public void writeTo(JsonGenerator generator, ILoggingEvent event) {
		TIME.write(generator, this.timestamps.format(event.getTimeStamp()));
		NAMESPACE.write(generator, this.namespace);
		LEVEL.write(generator, level(event.getLevel()));
		EVENT.write(generator, Events.kind(event).text());
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
