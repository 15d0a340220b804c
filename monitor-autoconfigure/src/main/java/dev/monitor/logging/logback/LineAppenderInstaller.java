package dev.monitor.logging.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.filter.Filter;
import org.slf4j.LoggerFactory;

/**
 * Puts a {@link LineAppender} into the place of the console appender that Spring Boot has
 * configured, with its encoder and its filters. What Spring Boot reports in many lines
 * goes to standard error as well.
 */
public final class LineAppenderInstaller {

	private static final String CONSOLE = "CONSOLE";

	private LineAppenderInstaller() {
	}

	/**
	 * Replace the appender. Does nothing where Logback does not log, or where the console
	 * has another appender than that of Spring Boot.
	 */
	public static void install() {
		if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
			Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
			Appender<ILoggingEvent> console = root.getAppender(CONSOLE);
			if (console != null && console.getClass() == ConsoleAppender.class) {
				Appender<ILoggingEvent> lines = lines((ConsoleAppender<ILoggingEvent>) console);
				// a line in between is better written twice than not at all
				root.addAppender(lines);
				root.detachAppender(console);
				ReadableReports.install(context);
			}
		}
	}

	private static Appender<ILoggingEvent> lines(ConsoleAppender<ILoggingEvent> console) {
		LineAppender lines = new LineAppender();
		lines.setContext(console.getContext());
		lines.setName(console.getName());
		lines.setEncoder(console.getEncoder());
		for (Filter<ILoggingEvent> filter : console.getCopyOfAttachedFiltersList()) {
			lines.addFilter(filter);
		}
		lines.start();
		return lines;
	}

}
