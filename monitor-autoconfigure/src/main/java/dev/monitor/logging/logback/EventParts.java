package dev.monitor.logging.logback;

import java.util.List;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import dev.monitor.event.EventMarker;
import dev.monitor.logging.Timestamps;
import net.logstash.logback.composite.JsonProvider;
import net.logstash.logback.composite.loggingevent.ArgumentsJsonProvider;
import net.logstash.logback.composite.loggingevent.KeyValuePairsJsonProvider;
import net.logstash.logback.composite.loggingevent.LogstashMarkersJsonProvider;
import net.logstash.logback.composite.loggingevent.MdcJsonProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamContext;

import org.springframework.boot.logging.StackTracePrinter;

/**
 * The parts of a line, in the order of precedence: Monitor's own keys, what the event
 * brings, what its context brings, constants. One that fails costs its own pairs, never
 * the event; only without its head there is no line. What an event and its context bring
 * is written by providers of logstash-logback-encoder. Thread-safe.
 */
final class EventParts {

	private static final int ROOT_OBJECT = 1;

	private final EventPart head;

	private final List<EventPart> ofEvents;

	private final List<EventPart> ofMessages;

	EventParts(LineSettings settings, @Nullable StackTracePrinter printer) {
		this.head = new HeadPart(settings.namespace(), new Timestamps(settings.zone()));
		EventPart kind = new KindPart();
		EventPart fields = (generator, event, marker) -> settings.fields().forEach(generator::writeStringProperty);
		this.ofEvents = List.of(kind, fields);
		this.ofMessages = List.of(kind, new ErrorPart(printer), part(new KeyValuePairsJsonProvider()),
				part(new ArgumentsJsonProvider()), part(new LogstashMarkersJsonProvider()), part(new TagsProvider()),
				part(new MdcJsonProvider()), fields);
	}

	private static EventPart part(JsonProvider<ILoggingEvent> provider) {
		if (LoggerFactory.getILoggerFactory() instanceof Context context) {
			provider.setContext(context);
		}
		provider.start();
		return (generator, event, marker) -> provider.writeTo(generator, event);
	}

	void write(JsonGenerator generator, ILoggingEvent event, @Nullable EventMarker marker) {
		this.head.write(generator, event, marker);
		for (EventPart part : (marker != null) ? this.ofEvents : this.ofMessages) {
			try {
				part.write(generator, event, marker);
			}
			catch (Throwable ex) {
				recover(generator, ex);
			}
		}
	}

	private static void recover(JsonGenerator generator, Throwable failure) {
		TokenStreamContext context = generator.streamWriteContext();
		while (context.getNestingDepth() > ROOT_OBJECT) {
			if (context.inArray()) {
				generator.writeEndArray();
			}
			else {
				generator.writeEndObject();
			}
			context = generator.streamWriteContext();
		}
		generator.writeString(Failures.describe(failure));
	}

}
