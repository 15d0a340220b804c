package dev.monitor.logging.logback;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import dev.monitor.event.EventKind;
import dev.monitor.logging.LineForm;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

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

	private final RenewedEncoder encoder;

	/**
	 * Writes metric lines, which nobody reads as JSON.
	 */
	private final RenewedEncoder metricEncoder;

	/**
	 * Create the formatter; Spring Boot does it.
	 * @param environment where the properties are
	 * @param printer prints stack traces if {@code logging.structured.json.stacktrace.*}
	 * is set
	 */
	public EventFormatter(Environment environment, @Nullable StackTracePrinter printer) {
		LineSettings settings = LineSettings.from(environment);
		this.encoder = new RenewedEncoder(() -> started(settings, printer));
		LineSettings metricSettings = settings.withForm(LineForm.KV);
		this.metricEncoder = (settings.form() != LineForm.KV)
				? new RenewedEncoder(() -> started(metricSettings, printer)) : this.encoder;
	}

	private static EventEncoder started(LineSettings settings, @Nullable StackTracePrinter printer) {
		EventEncoder encoder = new EventEncoder(settings, printer);
		if (LoggerFactory.getILoggerFactory() instanceof Context context) {
			encoder.setContext(context);
		}
		encoder.start();
		return encoder;
	}

	@Override
	public String format(ILoggingEvent event) {
		return new String(encode(event), StandardCharsets.UTF_8);
	}

	/**
	 * Return the line. It is UTF-8 whatever the console's character set, since it is
	 * written for machines.
	 */
	@Override
	public byte[] formatAsBytes(ILoggingEvent event, Charset charset) {
		return encode(event);
	}

	private byte[] encode(ILoggingEvent event) {
		return ((Events.kind(event) == EventKind.METRIC) ? this.metricEncoder : this.encoder).encode(event);
	}

}
