package dev.monitor.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.monitor.event.EventMarker;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes some pairs of each event.
 */
@FunctionalInterface
interface EventPart {

	/**
	 * Write the pairs.
	 * @param generator where to
	 * @param event the event
	 * @param marker what it carries if it is of a kind of its own, {@code null} if it is
	 * a message
	 */
	void write(JsonGenerator generator, ILoggingEvent event, @Nullable EventMarker marker);

}
