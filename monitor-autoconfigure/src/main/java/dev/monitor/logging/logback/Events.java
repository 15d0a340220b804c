package dev.monitor.logging.logback;

import java.util.List;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.monitor.event.EventKind;
import dev.monitor.event.EventMarker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Tells events of a kind of their own from messages.
 */
final class Events {

	private Events() {
	}

	static @Nullable EventMarker marker(ILoggingEvent event) {
		List<Marker> markers = event.getMarkerList();
		if (markers != null) {
			for (Marker marker : markers) {
				if (marker instanceof EventMarker eventMarker) {
					return eventMarker;
				}
			}
		}
		return null;
	}

	static EventKind kind(ILoggingEvent event) {
		EventMarker marker = marker(event);
		return (marker != null) ? marker.kind() : EventKind.MESSAGE;
	}

}
