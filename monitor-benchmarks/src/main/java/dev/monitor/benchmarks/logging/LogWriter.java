package dev.monitor.benchmarks.logging;

import java.util.Map;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import co.elastic.logging.logback.EcsEncoder;
import dev.monitor.logging.logback.EventFormatter;
import net.logstash.logback.composite.GlobalCustomFieldsJsonProvider;
import net.logstash.logback.composite.loggingevent.KeyValuePairsJsonProvider;
import net.logstash.logback.composite.loggingevent.LogLevelJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggerNameJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventFormattedTimestampJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventJsonProviders;
import net.logstash.logback.composite.loggingevent.LoggingEventThreadNameJsonProvider;
import net.logstash.logback.composite.loggingevent.MessageJsonProvider;
import net.logstash.logback.composite.loggingevent.StackTraceJsonProvider;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;
import net.logstash.logback.encoder.LogstashEncoder;

import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Who writes the lines, each as it comes.
 */
public enum LogWriter {

	MONITOR_KV("**Monitor**, kv") {

		@Override
		Encoder<ILoggingEvent> encoder() {
			return structured(EventFormatter.class.getName());
		}

	},

	MONITOR_JSON("**Monitor**, JSON") {

		@Override
		Encoder<ILoggingEvent> encoder() {
			return structured(EventFormatter.class.getName());
		}

	},

	LLE("logstash-logback-encoder 9.0 `LogstashEncoder`") {

		@Override
		Encoder<ILoggingEvent> encoder() {
			return new LogstashEncoder();
		}

	},

	LLE_COMPOSITE("the same, composite with Monitor's keys") {

		@Override
		Encoder<ILoggingEvent> encoder() {
			return composite();
		}

	},

	LOGBACK("Logback 1.5.38 `JsonEncoder`") {

		@Override
		Encoder<ILoggingEvent> encoder() {
			return new JsonEncoder();
		}

	},

	ELASTIC("Elastic logback-ecs-encoder 1.7.0") {

		@Override
		Encoder<ILoggingEvent> encoder() {
			EcsEncoder encoder = new EcsEncoder();
			encoder.setServiceName(APPLICATION);
			return encoder;
		}

	},

	BOOT_LOGSTASH("Spring Boot 4.1.1 `logstash`") {

		@Override
		Encoder<ILoggingEvent> encoder() {
			return structured("logstash");
		}

	},

	BOOT_ECS("Spring Boot 4.1.1 `ecs`") {

		@Override
		Encoder<ILoggingEvent> encoder() {
			return structured("ecs");
		}

	};

	private static final String APPLICATION = "orders";

	private final String label;

	LogWriter(String label) {
		this.label = label;
	}

	String label() {
		return this.label;
	}

	boolean isMonitor() {
		return this == MONITOR_KV || this == MONITOR_JSON;
	}

	abstract Encoder<ILoggingEvent> encoder();

	/**
	 * Create and start the encoder.
	 */
	Encoder<ILoggingEvent> start(LoggerContext context) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("benchmark", Map.of("spring.application.name", APPLICATION,
					"monitor.logging.format", (this == MONITOR_JSON) ? "json" : "kv")));
		context.putObject(Environment.class.getName(), environment);
		Encoder<ILoggingEvent> encoder = encoder();
		encoder.setContext(context);
		encoder.start();
		return encoder;
	}

	private static Encoder<ILoggingEvent> structured(String format) {
		StructuredLogEncoder encoder = new StructuredLogEncoder();
		encoder.setFormat(format);
		return encoder;
	}

	private static Encoder<ILoggingEvent> composite() {
		LoggingEventFormattedTimestampJsonProvider time = new LoggingEventFormattedTimestampJsonProvider();
		time.setFieldName("t");
		LogLevelJsonProvider level = new LogLevelJsonProvider();
		level.setFieldName("lvl");
		MessageJsonProvider message = new MessageJsonProvider();
		message.setFieldName("msg");
		LoggerNameJsonProvider logger = new LoggerNameJsonProvider();
		logger.setFieldName("logger");
		LoggingEventThreadNameJsonProvider thread = new LoggingEventThreadNameJsonProvider();
		thread.setFieldName("thread");
		StackTraceJsonProvider stack = new StackTraceJsonProvider();
		stack.setFieldName("stack");
		GlobalCustomFieldsJsonProvider<ILoggingEvent> constants = new GlobalCustomFieldsJsonProvider<>();
		constants.setCustomFields("{\"ns\":\"" + APPLICATION + "\",\"ev\":\"message\"}");
		LoggingEventJsonProviders providers = new LoggingEventJsonProviders();
		providers.addTimestamp(time);
		providers.addGlobalCustomFields(constants);
		providers.addLogLevel(level);
		providers.addMessage(message);
		providers.addLoggerName(logger);
		providers.addThreadName(thread);
		providers.addStackTrace(stack);
		providers.addKeyValuePairs(new KeyValuePairsJsonProvider());
		LoggingEventCompositeJsonEncoder encoder = new LoggingEventCompositeJsonEncoder();
		encoder.setProviders(providers);
		return encoder;
	}

}
