package dev.monitor;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Lets whatever a class logs fail until it is closed, as it does with a full heap or stack.
 */
public final class UnwritableLog implements AutoCloseable {

	private final Logger logger;

	private final Appender<ILoggingEvent> appender = new UnsynchronizedAppenderBase<>() {

		@Override
		protected void append(ILoggingEvent event) {
			throw new StackOverflowError("on purpose");
		}

	};

	public UnwritableLog(Class<?> source) {
		this.logger = (Logger) LoggerFactory.getLogger(source);
		this.appender.start();
		this.logger.addAppender(this.appender);
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.appender);
	}

}
