package dev.monitor.logging.logback;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.Encoder;
import dev.monitor.logging.LossNotices;
import dev.monitor.task.DaemonThread;
import org.jspecify.annotations.Nullable;

/**
 * Tells of lost lines with events: in the place of the lines, or on standard error while
 * standard output fails and if it is stuck at the end. They are written past the logger,
 * whose lines they stand for.
 */
final class LossEvents implements LossNotices {

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

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
		writeToErrors(encode("Log lines are being lost, standard output does not take them", failure));
	}

	/**
	 * Say on standard error how many lines are missing at the end. That may be the same
	 * pipe, and the end of the JVM must not wait for it.
	 * @param lines how many; nothing is said if there are none
	 */
	void missing(long lines) {
		if (lines == 0) {
			return;
		}
		byte[] line = encode("The last " + lines + " log lines are missing, standard output did not take them", null);
		Thread thread = DaemonThread.of("monitor-log-errors", () -> writeToErrors(line));
		thread.start();
		DaemonThread.awaitEnd(thread, PATIENCE_NANOS);
	}

	private void writeToErrors(byte[] line) {
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
