package dev.monitor.logging.logback;

import java.util.Map;

import ch.qos.logback.classic.spi.ILoggingEvent;
import net.logstash.logback.composite.AbstractJsonProvider;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the constant pairs.
 */
final class FieldsProvider extends AbstractJsonProvider<ILoggingEvent> {

	private final Map<String, String> fields;

	FieldsProvider(Map<String, String> fields) {
		this.fields = fields;
	}

	@Override
	public void writeTo(JsonGenerator generator, ILoggingEvent event) {
		this.fields.forEach(generator::writeStringProperty);
	}

}
