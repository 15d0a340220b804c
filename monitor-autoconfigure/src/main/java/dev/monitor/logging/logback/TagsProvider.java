package dev.monitor.logging.logback;

import java.util.List;

import ch.qos.logback.classic.spi.ILoggingEvent;
import net.logstash.logback.composite.loggingevent.TagsJsonProvider;
import org.slf4j.Marker;
import tools.jackson.core.JsonGenerator;

/**
 * {@link TagsJsonProvider} that says nothing of the marker which Commons Logging, and so
 * all of Spring, puts on every event.
 */
final class TagsProvider extends TagsJsonProvider {

	private static final String COMMONS_LOGGING = "COMMONS-LOGGING";

	@Override
	public void writeTo(JsonGenerator generator, ILoggingEvent event) {
		List<Marker> markers = event.getMarkerList();
		if (markers != null && !markers.isEmpty() && !isCommonsLogging(markers)) {
			super.writeTo(generator, event);
		}
	}

	private static boolean isCommonsLogging(List<Marker> markers) {
		return markers.size() == 1 && COMMONS_LOGGING.equals(markers.get(0).getName());
	}

}
