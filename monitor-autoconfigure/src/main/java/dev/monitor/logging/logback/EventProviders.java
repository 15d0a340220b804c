package dev.monitor.logging.logback;

import java.util.List;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.monitor.logging.Timestamps;
import net.logstash.logback.composite.JsonProvider;
import net.logstash.logback.composite.loggingevent.ArgumentsJsonProvider;
import net.logstash.logback.composite.loggingevent.KeyValuePairsJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventJsonProviders;
import net.logstash.logback.composite.loggingevent.LogstashMarkersJsonProvider;
import net.logstash.logback.composite.loggingevent.MdcJsonProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamContext;

import org.springframework.boot.logging.StackTracePrinter;

/**
 * The providers of a line, in the order of precedence: Monitor's own keys, what the event
 * brings, what its context brings, constants. One that fails costs its own pairs, never
 * the event; only without its head there is no line.
 */
final class EventProviders extends LoggingEventJsonProviders {

	private static final int ROOT_OBJECT = 1;

	private final HeadProvider head;

	private final List<JsonProvider<ILoggingEvent>> forEveryEvent;

	private final List<JsonProvider<ILoggingEvent>> forMessages;

	EventProviders(LineSettings settings, @Nullable StackTracePrinter printer) {
		this.head = new HeadProvider(settings.namespace(), new Timestamps(settings.zone()));
		FieldsProvider fields = new FieldsProvider(settings.fields());
		KindProvider kind = new KindProvider();
		this.forEveryEvent = List.of(kind, fields);
		this.forMessages = List.of(kind, new ErrorProvider(printer), new KeyValuePairsJsonProvider(),
				new ArgumentsJsonProvider(), new LogstashMarkersJsonProvider(), new TagsProvider(),
				new MdcJsonProvider(), fields);
		addProvider(this.head);
		this.forMessages.forEach(this::addProvider);
	}

	@Override
	public void writeTo(JsonGenerator generator, ILoggingEvent event) {
		this.head.writeTo(generator, event);
		boolean message = Events.marker(event) == null;
		for (JsonProvider<ILoggingEvent> provider : message ? this.forMessages : this.forEveryEvent) {
			try {
				provider.writeTo(generator, event);
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
