package dev.monitor.logging.logback;

import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.monitor.logging.EventKind;
import dev.monitor.logging.EventMarker;
import dev.monitor.logging.Keys;
import dev.monitor.logging.Timestamps;
import net.logstash.logback.composite.AbstractJsonProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the keys that begin every line, and then what only this kind of event has.
 */
final class HeadProvider extends AbstractJsonProvider<ILoggingEvent> {

	private static final OwnName TIME = new OwnName(Keys.TIME);

	private static final OwnName NAMESPACE = new OwnName(Keys.NAMESPACE);

	private static final OwnName LEVEL = new OwnName(Keys.LEVEL);

	private static final OwnName EVENT = new OwnName(Keys.EVENT);

	private static final OwnName MESSAGE = new OwnName(Keys.MESSAGE);

	private static final OwnName LOGGER = new OwnName(Keys.LOGGER);

	private static final OwnName THREAD = new OwnName(Keys.THREAD);

	private static final OwnName TRACE_ID = new OwnName(Keys.TRACE_ID);

	private static final OwnName SPAN_ID = new OwnName(Keys.SPAN_ID);

	private final String namespace;

	private final Timestamps timestamps;

	HeadProvider(String namespace, Timestamps timestamps) {
		this.namespace = namespace;
		this.timestamps = timestamps;
	}

	@Override
	public void writeTo(JsonGenerator generator, ILoggingEvent event) {
		EventMarker marker = Events.marker(event);
		EventKind kind = (marker != null) ? marker.kind() : EventKind.MESSAGE;
		write(generator, TIME, this.timestamps.format(event.getTimeStamp()));
		write(generator, NAMESPACE, this.namespace);
		write(generator, LEVEL, level(event.getLevel()));
		write(generator, EVENT, kind.text());
		if (kind != EventKind.METRIC) {
			String message = event.getFormattedMessage();
			write(generator, MESSAGE, (message != null) ? message : "");
		}
		if (marker != null) {
			marker.describe(new GeneratorPairs(generator));
		}
		else {
			write(generator, LOGGER, event.getLoggerName());
			write(generator, THREAD, event.getThreadName());
			writeTrace(generator, event.getMDCPropertyMap());
		}
	}

	private static void writeTrace(JsonGenerator generator, @Nullable Map<String, String> context) {
		if (context != null && !context.isEmpty()) {
			write(generator, TRACE_ID, context.get(Keys.TRACE_ID));
			write(generator, SPAN_ID, context.get(Keys.SPAN_ID));
		}
	}

	private static void write(JsonGenerator generator, OwnName name, @Nullable String value) {
		if (value != null) {
			generator.writeName(name);
			generator.writeString(value);
		}
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
