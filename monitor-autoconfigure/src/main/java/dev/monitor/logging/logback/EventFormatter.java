package dev.monitor.logging.logback;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.StackTracePrinter;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;

/**
 * Spring Boot's way to Monitor's encoder: the value of
 * {@code logging.structured.format.console} and of the {@code format} of a
 * {@code StructuredLogEncoder} in a Logback file. Reads {@code monitor.logging.*}.
 * Thread-safe.
 */
public final class EventFormatter implements StructuredLogFormatter<ILoggingEvent> {

	private final EventEncoder encoder;

	/**
	 * Create the formatter; Spring Boot does it.
	 * @param environment where the properties are
	 * @param printer prints stack traces if {@code logging.structured.json.stacktrace.*}
	 * is set
	 */
	public EventFormatter(Environment environment, @Nullable StackTracePrinter printer) {
		this.encoder = new EventEncoder(LineSettings.from(environment), printer);
	}

	@Override
	public String format(ILoggingEvent event) {
		return new String(this.encoder.encode(event), StandardCharsets.UTF_8);
	}

	/**
	 * Return the line. It is UTF-8 whatever the console's character set, since it is
	 * written for machines.
	 */
	@Override
	public byte[] formatAsBytes(ILoggingEvent event, Charset charset) {
		return this.encoder.encode(event);
	}

}
