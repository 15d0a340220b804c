package dev.monitor.metricline;

import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.monitor.logging.logback.EventFormatter;
import org.slf4j.LoggerFactory;

import org.springframework.mock.env.MockEnvironment;

/**
 * What goes to the logger {@code metric}, as the lines that an application with the given
 * properties writes.
 */
public final class CapturedMetricLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final Logger logger = (Logger) LoggerFactory.getLogger("metric");

	private final EventFormatter formatter;

	private final List<String> lines = new ArrayList<>();

	private final List<String> messages = new ArrayList<>();

	public CapturedMetricLines(String... properties) {
		MockEnvironment environment = new MockEnvironment().withProperty("spring.application.name", "orders");
		for (String property : properties) {
			String[] pair = property.split("=", 2);
			environment.setProperty(pair[0], pair[1]);
		}
		this.formatter = new EventFormatter(environment, null);
		this.logger.setLevel(Level.INFO);
		this.logger.setAdditive(false);
		this.logger.addAppender(this);
		start();
	}

	@Override
	protected void append(ILoggingEvent event) {
		synchronized (this.lines) {
			this.lines.add(this.formatter.format(event));
			this.messages.add(event.getFormattedMessage());
		}
	}

	/**
	 * Return the lines so far.
	 * @return the lines with their ends
	 */
	public List<String> lines() {
		synchronized (this.lines) {
			return List.copyOf(this.lines);
		}
	}

	List<String> messages() {
		synchronized (this.lines) {
			return List.copyOf(this.messages);
		}
	}

	/**
	 * Return the lines from the key {@code source} on.
	 * @return the lines without their ends
	 */
	List<String> bodies() {
		return lines().stream().map((line) -> line.substring(line.indexOf("source=")).strip()).toList();
	}

	/**
	 * Return what l2met reads in all lines so far.
	 * @return the numbers
	 */
	public List<L2metReader.Tuple> tuples() {
		return lines().stream().flatMap((line) -> L2metReader.read(line).stream()).toList();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this);
		this.logger.setAdditive(true);
		this.logger.setLevel(null);
	}

}
