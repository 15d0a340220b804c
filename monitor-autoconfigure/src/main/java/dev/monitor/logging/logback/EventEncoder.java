package dev.monitor.logging.logback;

import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.StackTracePrinter;

/**
 * logstash-logback-encoder's composite encoder, set up to write lines.
 */
final class EventEncoder extends LoggingEventCompositeJsonEncoder {

	EventEncoder(LineSettings settings, @Nullable StackTracePrinter printer) {
		LineDataFormatFactory dataFormat = new LineDataFormatFactory();
		dataFormat.setForm(settings.form());
		dataFormat.setMaxLineBytes(settings.maxLineBytes());
		setDataFormatFactory(dataFormat);
		setProviders(new EventProviders(settings, printer));
		setFindAndRegisterJacksonModules(false);
		setLineSeparator("\n");
	}

}
