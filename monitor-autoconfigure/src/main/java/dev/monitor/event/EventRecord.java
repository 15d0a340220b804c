package dev.monitor.event;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;

/**
 * An event on its way to the logging system. Immutable.
 */
final class EventRecord implements LoggingEvent {

	private final String logger;

	private final Level level;

	private final String message;

	private final List<Marker> markers;

	private final List<KeyValuePair> fields;

	EventRecord(String logger, Level level, EventMarker marker, String message) {
		this.logger = logger;
		this.level = level;
		this.message = message;
		this.markers = List.of(marker);
		this.fields = new EventFields(marker);
	}

	@Override
	public Level getLevel() {
		return this.level;
	}

	@Override
	public String getLoggerName() {
		return this.logger;
	}

	@Override
	public String getMessage() {
		return this.message;
	}

	@Override
	public List<Marker> getMarkers() {
		return this.markers;
	}

	@Override
	public List<KeyValuePair> getKeyValuePairs() {
		return this.fields;
	}

	@Override
	public @Nullable List<Object> getArguments() {
		return null;
	}

	@Override
	public Object @Nullable [] getArgumentArray() {
		return null;
	}

	@Override
	public @Nullable Throwable getThrowable() {
		return null;
	}

	@Override
	public long getTimeStamp() {
		return System.currentTimeMillis();
	}

	@Override
	public String getThreadName() {
		return Thread.currentThread().getName();
	}

}
