package dev.monitor.logging.logback;

import java.util.Map;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.monitor.event.EventMarker;
import dev.monitor.event.Keys;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes what only this kind of event has.
 */
final class KindPart implements EventPart {

	private static final OwnName MESSAGE = new OwnName(Keys.MESSAGE);

	private static final OwnName LOGGER = new OwnName(Keys.LOGGER);

	private static final OwnName THREAD = new OwnName(Keys.THREAD);

	private static final OwnName TRACE_ID = new OwnName(Keys.TRACE_ID);

	private static final OwnName SPAN_ID = new OwnName(Keys.SPAN_ID);

	@Override
	public void write(JsonGenerator generator, ILoggingEvent event, @Nullable EventMarker marker) {
		if (marker == null || !marker.kind().numbersOnly()) {
			String message = event.getFormattedMessage();
			MESSAGE.write(generator, (message != null) ? message : "");
		}
		if (marker != null) {
			marker.describe(new GeneratorPairs(generator));
		}
		else {
			LOGGER.write(generator, event.getLoggerName());
			THREAD.write(generator, event.getThreadName());
			writeTrace(generator, event.getMDCPropertyMap());
		}
	}

	private static void writeTrace(JsonGenerator generator, @Nullable Map<String, String> context) {
		if (context != null && !context.isEmpty()) {
			TRACE_ID.write(generator, context.get(Keys.TRACE_ID));
			SPAN_ID.write(generator, context.get(Keys.SPAN_ID));
		}
	}

}
