package dev.monitor.logging.logback;

import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.monitor.event.EventMarker;
import dev.monitor.logging.LineOutput;
import dev.monitor.logging.Urgency;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * {@link ConsoleAppender} whose callers do not hang when no program reads standard
 * output. The lines are written by a thread of their own, in order and without loss while
 * standard output takes them; an error is written before the logger returns. See
 * {@link LineOutput} for what becomes of lines that it does not take.
 * <p>
 * Lines go to what standard output was at the start. If that is a logger, whose lines
 * would come back, they go past it.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public final class LineAppender extends ConsoleAppender<ILoggingEvent> {

	private static final int CAPACITY = 1024 * 1024;

	private static final long PATIENCE_MILLIS = 1000;

	/**
	 * Of all appenders: there is but one standard output.
	 */
	private static final LongAdder LOST = new LongAdder();

	private static final ThreadLocal<Boolean> FORMATTING = new ThreadLocal<>();

	private final StandardOutput standard = new StandardOutput();

	private @Nullable LineOutput output;

	private @Nullable LossEvents notices;

	private @Nullable Thread exitHook;

	/**
	 * Return how many lines standard output has not taken.
	 * @return lines since the JVM started
	 */
	public static long lostLines() {
		return LOST.sum();
	}

	@Override
	public void start() {
		super.start();
		if (isStarted() && this.output == null) {
			LossEvents notices = new LossEvents(getContext(), getEncoder());
			LineOutput started = new LineOutput(this.standard, notices, LOST, CAPACITY, PATIENCE_MILLIS);
			Thread hook = new Thread(() -> notices.missing(started.drain()), "monitor-log-output-exit");
			Runtime.getRuntime().addShutdownHook(hook);
			this.output = started;
			this.notices = notices;
			this.exitHook = hook;
		}
	}

	/**
	 * Write the event. Its message is made first: an argument may log while its text is
	 * asked for, and what is logged in the midst of an event would be dropped.
	 */
	@Override
	public void doAppend(ILoggingEvent event) {
		LineOutput started = this.output;
		if (started != null && started.isWriter()) {
			this.standard.comesBack();
			return;
		}
		if (event.getArgumentArray() != null && FORMATTING.get() == null) {
			FORMATTING.set(true);
			try {
				event.getFormattedMessage();
			}
			finally {
				FORMATTING.remove();
			}
		}
		super.doAppend(event);
	}

	@Override
	protected void append(ILoggingEvent event) {
		LineOutput started = this.output;
		byte[] line = getEncoder().encode(event);
		if (started != null && line != null) {
			started.write(line, urgency(event));
		}
	}

	private Urgency urgency(ILoggingEvent event) {
		if (event.getLevel().isGreaterOrEqual(Level.ERROR) || this.standard.isWatched()) {
			return Urgency.AWAITED;
		}
		EventMarker marker = EventMarker.among(event.getMarkerList());
		if (marker == null || !marker.isExpendable()) {
			return Urgency.USUAL;
		}
		return marker.mayWait() ? Urgency.EXPENDABLE : Urgency.IMMEDIATE;
	}

	@Override
	public void stop() {
		super.stop();
		LineOutput started = this.output;
		if (started != null) {
			this.output = null;
			long missing = started.drain();
			started.close();
			removeExitHook();
			Objects.requireNonNull(this.notices).missing(missing);
		}
	}

	private void removeExitHook() {
		try {
			Runtime.getRuntime().removeShutdownHook(this.exitHook);
		}
		catch (IllegalStateException ex) {
			// the JVM is about to end, and the hook runs
		}
	}

}
