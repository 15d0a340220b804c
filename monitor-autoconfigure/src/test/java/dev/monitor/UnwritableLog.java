package dev.monitor;

import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Lets whatever a class logs fail until it is closed, as it does with a full heap or
 * stack.
 */
public final class UnwritableLog implements AutoCloseable {

	private final Logger logger;

	private final AtomicInteger failures = new AtomicInteger();

	private final Appender<ILoggingEvent> appender = new UnsynchronizedAppenderBase<>() {

		@Override
		protected void append(ILoggingEvent event) {
			UnwritableLog.this.failures.incrementAndGet();
			throw new StackOverflowError("on purpose");
		}

	};

	public UnwritableLog(Class<?> source) {
		this.logger = (Logger) LoggerFactory.getLogger(source);
		this.appender.start();
		this.logger.addAppender(this.appender);
	}

	/**
	 * Return how often it has failed.
	 * @return events that were not logged
	 */
	public int failures() {
		return this.failures.get();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.appender);
	}

}
