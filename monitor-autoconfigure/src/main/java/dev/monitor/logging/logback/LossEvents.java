package dev.monitor.logging.logback;

import java.io.IOException;
import java.io.PrintStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.Encoder;
import dev.monitor.logging.LossNotices;
import org.jspecify.annotations.Nullable;

/**
 * Tells of lost lines with events: in the place of the lines, or on standard error while
 * standard output fails. They are written past the logger, whose lines they stand for.
 */
final class LossEvents implements LossNotices {

	private final Logger logger;

	private final Encoder<ILoggingEvent> encoder;

	private final TakenStream errors = new TakenStream(() -> System.err);

	LossEvents(Context context, Encoder<ILoggingEvent> encoder) {
		this.logger = ((LoggerContext) context).getLogger(LineAppender.class);
		this.encoder = encoder;
	}

	@Override
	public byte[] lost(long lines) {
		return encode(lines + " log lines are missing here, standard output did not take them", null);
	}

	@Override
	public void failing(IOException failure) {
		byte[] line = encode("Log lines are being lost, standard output does not take them", failure);
		PrintStream out = this.errors.get();
		out.write(line, 0, line.length);
		out.flush();
	}

	private byte[] encode(String message, @Nullable Throwable failure) {
		LoggingEvent event = new LoggingEvent(LossEvents.class.getName(), this.logger, Level.WARN, message, failure,
				null);
		byte[] line = this.encoder.encode(event);
		return (line != null) ? line : new byte[0];
	}

}
