package dev.monitor.logging.logback;

import java.util.Objects;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.monitor.logging.RecentEvent;
import dev.monitor.logging.RecentEvents;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Keeps warnings and errors as {@link RecentEvents}, of whose section it is the source.
 * Of other events it reads the level alone. Thread-safe.
 */
public final class RecentEventsAppender extends UnsynchronizedAppenderBase<ILoggingEvent> implements StatusSource {

	private final RecentEvents events = new RecentEvents();

	/**
	 * Hear of what is logged from now on, until {@link #stop()}. Where Logback does not
	 * log, nothing is heard of.
	 */
	@Override
	public void start() {
		if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
			setContext(logback);
			setName("MONITOR_EVENTS");
			// Once there are no file descriptors left, no class can be loaded from a
			// directory.
			addInfo("Keeps each " + RecentEvent.class.getSimpleName());
			super.start();
			logback.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(this);
		}
	}

	@Override
	public void stop() {
		super.stop();
		if (getContext() instanceof LoggerContext logback) {
			logback.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
		}
	}

	@Override
	public void doAppend(ILoggingEvent event) {
		if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
			keep(event);
		}
	}

	/**
	 * The logger goes on also where an event cannot be kept.
	 */
	private void keep(ILoggingEvent event) {
		try {
			super.doAppend(event);
		}
		catch (Error ex) {
			addError("An event is not kept", ex);
		}
	}

	@Override
	protected void append(ILoggingEvent event) {
		this.events.add(new RecentEvent(event.getInstant(), event.getLevel().toString(), event.getLoggerName(),
				event.getThreadName(), event.getFormattedMessage(), firstLine(event.getThrowableProxy())));
	}

	private static String firstLine(@Nullable IThrowableProxy exception) {
		return (exception != null)
				? exception.getClassName() + ": " + Objects.requireNonNullElse(exception.getMessage(), "") : "";
	}

	@Override
	public String name() {
		return this.events.name();
	}

	@Override
	public StatusSection section() {
		return this.events.section();
	}

}
