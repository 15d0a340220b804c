package dev.monitor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * What a class or package logs until it is closed, whatever form the log has by then.
 */
public final class CapturedLog implements AutoCloseable {

	private final Logger logger;

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	public CapturedLog(Class<?> source) {
		this(source.getName());
	}

	/**
	 * Create the capture.
	 * @param source name of a class or package
	 */
	public CapturedLog(String source) {
		this.logger = (Logger) LoggerFactory.getLogger(source);
		// other threads log while the test reads
		this.appender.list = new CopyOnWriteArrayList<>();
		this.appender.start();
		this.logger.addAppender(this.appender);
	}

	/**
	 * Return what was logged so far.
	 * @return level and message of each event
	 */
	public List<String> lines() {
		return List.copyOf(this.appender.list)
			.stream()

			.map((event) -> event.getLevel() + " " + event.getFormattedMessage())
			.toList();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.appender);
	}

}
