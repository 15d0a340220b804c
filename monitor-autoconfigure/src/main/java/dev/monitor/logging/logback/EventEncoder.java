package dev.monitor.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.monitor.event.EventMarker;
import dev.monitor.logging.LineForm;
import dev.monitor.logging.Pool;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.StackTracePrinter;

/**
 * Makes a line of each event. Thread-safe. What an event fails with takes along no more
 * than the writer it was using.
 */
final class EventEncoder {

	private final Pool<EventWriter> writers;

	/**
	 * For metric lines, which nobody reads as JSON.
	 */
	private final Pool<EventWriter> numberWriters;

	EventEncoder(LineSettings settings, @Nullable StackTracePrinter printer) {
		EventParts parts = new EventParts(settings, printer);
		this.writers = writers(settings.form(), settings, parts);
		this.numberWriters = (settings.form() != LineForm.KV) ? writers(LineForm.KV, settings, parts) : this.writers;
	}

	private static Pool<EventWriter> writers(LineForm form, LineSettings settings, EventParts parts) {
		LineFactory factory = new LineFactory.Builder(form, settings.maxLineBytes()).build();
		ObjectMapping mapping = new ObjectMapping(factory);
		return new Pool<>(() -> new EventWriter(factory, mapping, parts));
	}

	/**
	 * Return the line.
	 * @param event the event
	 * @return the line in UTF-8, with its end
	 */
	byte[] encode(ILoggingEvent event) {
		EventMarker marker = EventMarker.among(event.getMarkerList());
		boolean numbersOnly = marker != null && marker.kind().numbersOnly();
		Pool<EventWriter> pool = numbersOnly ? this.numberWriters : this.writers;
		EventWriter writer = pool.take();
		byte[] line = writer.write(event, marker);
		pool.give(writer);
		return line;
	}

}
