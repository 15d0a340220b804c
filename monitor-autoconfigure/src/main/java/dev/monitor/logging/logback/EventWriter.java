package dev.monitor.logging.logback;

import java.io.OutputStream;
import java.util.Arrays;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.monitor.event.EventMarker;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A generator with what it writes to. Not thread-safe; not to be used again after a
 * failure, such as an overflow of the stack, which may leave the generator half-way.
 */
final class EventWriter extends OutputStream {

	private static final byte[] NOTHING = {};

	private final JsonGenerator generator;

	private final EventParts parts;

	private byte[] line = NOTHING;

	EventWriter(LineFactory factory, ObjectMapping mapping, EventParts parts) {
		this.generator = factory.createGenerator(mapping, this);
		this.parts = parts;
	}

	byte[] write(ILoggingEvent event, @Nullable EventMarker marker) {
		this.generator.writeStartObject();
		this.parts.write(this.generator, event, marker);
		this.generator.writeEndObject();
		this.generator.flush();
		byte[] written = this.line;
		this.line = NOTHING;
		return written;
	}

	@Override
	public void write(int b) {
		throw new UnsupportedOperationException("A line comes in one piece");
	}

	@Override
	public void write(byte[] bytes, int offset, int length) {
		this.line = Arrays.copyOfRange(bytes, offset, offset + length + 1);
		this.line[length] = '\n';
	}

}
