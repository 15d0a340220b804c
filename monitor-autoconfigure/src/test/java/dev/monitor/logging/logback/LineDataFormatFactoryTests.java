package dev.monitor.logging.logback;

import java.util.Map;
import java.util.function.Consumer;

import ch.qos.logback.classic.spi.LoggingEvent;
import dev.monitor.logging.LogfmtReader;
import net.logstash.logback.composite.loggingevent.LoggingEventPatternJsonProvider;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.mask.MaskingJsonGeneratorDecorator;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LineDataFormatFactory}, in an encoder that knows nothing of it.
 */
class LineDataFormatFactoryTests {

	private final WrittenEvents written = new WrittenEvents();

	@Test
	void anyEncoderWritesLines() {
		assertThat(encode((encoder) -> encoder.setCustomFields("{\"stage\":\"prod\",\"build\":{\"number\":7}}")))
			.containsEntry("message", "a b")
			.containsEntry("logger_name", "a.b.C")
			.containsEntry("level", "INFO")
			.containsEntry("stage", "prod")
			.containsEntry("build.number", "7")
			.containsEntry("password", "secret")
			.containsKey("@timestamp".replace('@', '_'));
	}

	@Test
	void namesOfFieldsAreNotReserved() {
		assertThat(encode((encoder) -> encoder.getFieldNames().setMessage("msg"))).containsEntry("msg", "a b");
	}

	@Test
	void decoratorsAndPatternsWork() {
		assertThat(encode((encoder) -> {
			MaskingJsonGeneratorDecorator masking = new MaskingJsonGeneratorDecorator();
			masking.addPath("password");
			masking.start();
			encoder.addDecorator(masking);
			LoggingEventPatternJsonProvider pattern = new LoggingEventPatternJsonProvider();
			pattern.setPattern("{\"pattern\":{\"level\":\"%level\",\"list\":[\"%msg\"]}}");
			encoder.addProvider(pattern);
		})).containsEntry("password", "****")
			.containsEntry("pattern.level", "INFO")
			.containsEntry("pattern.list", "[\"a b\"]");
	}

	private Map<String, String> encode(Consumer<LogstashEncoder> customizer) {
		LogstashEncoder encoder = new LogstashEncoder();
		encoder.setContext(this.written.context);
		encoder.setDataFormatFactory(new LineDataFormatFactory());
		encoder.setLineSeparator("\n");
		customizer.accept(encoder);
		encoder.start();
		LoggingEvent event = this.written.event("a b");
		event.addKeyValuePair(new KeyValuePair("password", "secret"));
		return LogfmtReader.read(encoder.encode(event));
	}

}
