package dev.monitor.logging.reader;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import dev.monitor.logging.logback.EventFormatter;
import org.slf4j.LoggerFactory;

import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

/**
 * What a logger writes until it is closed, in both forms and as the bytes of a stream,
 * through the encoder that an application's console has.
 */
public final class TwoForms implements AutoCloseable {

	private final ByteArrayOutputStream kv = new ByteArrayOutputStream();

	private final ByteArrayOutputStream json = new ByteArrayOutputStream();

	private final List<Appender<ILoggingEvent>> appenders;

	private final Logger logger;

	/**
	 * Whether an application that ran before wants to see the jars in stack traces.
	 */
	private final boolean packagingData;

	/**
	 * Create the capture.
	 * @param logger name of the logger
	 */
	public TwoForms(String logger) {
		this.logger = (Logger) LoggerFactory.getLogger(logger);
		this.logger.setLevel(Level.INFO);
		this.logger.setAdditive(false);
		this.packagingData = this.logger.getLoggerContext().isPackagingDataEnabled();
		this.logger.getLoggerContext().setPackagingDataEnabled(false);
		this.appenders = List.of(appender("kv", this.kv), appender("json", this.json));
		this.appenders.forEach(this.logger::addAppender);
	}

	private static Appender<ILoggingEvent> appender(String format, ByteArrayOutputStream out) {
		LoggerContext context = new LoggerContext();
		context.putObject(Environment.class.getName(),
				new MockEnvironment().withProperty("monitor.logging.format", format)
					.withProperty("spring.application.name", "orders"));
		StructuredLogEncoder encoder = new StructuredLogEncoder();
		encoder.setContext(context);
		encoder.setFormat(EventFormatter.class.getName());
		encoder.start();
		OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
		appender.setContext(context);
		appender.setEncoder(encoder);
		appender.setOutputStream(out);
		appender.start();
		return appender;
	}

	/**
	 * Return the logger.
	 * @return the logger
	 */
	public Logger logger() {
		return this.logger;
	}

	/**
	 * Return the key=value lines so far.
	 * @return the lines without their ends
	 */
	public List<String> kv() {
		return lines(this.kv);
	}

	/**
	 * Return the JSON lines so far.
	 * @return the lines without their ends
	 */
	public List<String> json() {
		return lines(this.json);
	}

	private static List<String> lines(ByteArrayOutputStream out) {
		String text = out.toString(StandardCharsets.UTF_8);
		if (!text.endsWith("\n")) {
			throw new IllegalStateException("No end of line");
		}
		return List.of(text.substring(0, text.length() - 1).split("\n", -1));
	}

	@Override
	public void close() {
		this.appenders.forEach(this.logger::detachAppender);
		this.appenders.forEach(Appender::stop);
		this.logger.setAdditive(true);
		this.logger.getLoggerContext().setPackagingDataEnabled(this.packagingData);
		this.logger.setLevel(null);
	}

}
