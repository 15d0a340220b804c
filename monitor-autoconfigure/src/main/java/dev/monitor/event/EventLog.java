package dev.monitor.event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventAware;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The logger of one kind of event. Where the console is not Monitor's own, the pairs of
 * an event are its SLF4J key-values, which the structured formats of Spring Boot and
 * others show. Thread-safe.
 */
public final class EventLog {

	private final Logger logger;

	/**
	 * Create the log.
	 * @param name name of the logger
	 */
	public EventLog(String name) {
		this.logger = LoggerFactory.getLogger(name);
	}

	/**
	 * Tell whether events of a level are logged.
	 * @param level the level
	 * @return whether somebody wants them
	 */
	public boolean isEnabled(Level level) {
		return this.logger.isEnabledForLevel(level);
	}

	/**
	 * Log an event, unless a filter of its marker refuses it.
	 * @param level info or warn
	 * @param marker the event
	 * @param message what a console says that shows no pairs
	 */
	public void log(Level level, EventMarker marker, String message) {
		boolean wanted = (level == Level.WARN) ? this.logger.isWarnEnabled(marker) : this.logger.isInfoEnabled(marker);
		if (!wanted) {
			return;
		}
		EventRecord event = new EventRecord(this.logger.getName(), level, marker, message);
		if (this.logger instanceof LoggingEventAware aware) {
			aware.log(event);
			return;
		}
		LoggingEventBuilder builder = this.logger.atLevel(level).addMarker(marker);
		for (KeyValuePair pair : event.getKeyValuePairs()) {
			builder = builder.addKeyValue(pair.key, pair.value);
		}
		builder.log(message);
	}

}
