package dev.monitor;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/**
 * What a class or package logs until it is closed, whatever form the log has by then and
 * whoever configures it meanwhile, as each application does when it starts.
 */
public final class CapturedLog implements AutoCloseable {

	private static final Set<CapturedLog> OPEN = ConcurrentHashMap.newKeySet();

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
		attach();
		OPEN.add(this);
	}

	/**
	 * Return what was logged so far.
	 * @return level and message of each event
	 */
	public List<String> lines() {
		return this.appender.list.stream()
			.map((event) -> event.getLevel() + " " + event.getFormattedMessage())
			.toList();
	}

	@Override
	public void close() {
		OPEN.remove(this);
		this.logger.detachAppender(this.appender);
	}

	private void attach() {
		this.appender.start();
		this.logger.addAppender(this.appender);
	}

	/**
	 * An application that starts configures the log, and takes all appenders away first.
	 */
	static class AfterConfiguration implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

		@Override
		public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
			OPEN.forEach(CapturedLog::attach);
		}

	}

}
