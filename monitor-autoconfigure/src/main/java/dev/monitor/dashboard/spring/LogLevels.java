package dev.monitor.dashboard.spring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.monitor.status.Action;
import dev.monitor.status.ActionResult;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import dev.monitor.task.PeriodicTask;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Levels of loggers that somebody has set for {@link #TIME a while}, after which each is
 * what it was before. {@link StatusSource} of the section {@code log_levels}: a row for
 * each of them. A thread is there while there is any. Thread-safe.
 */
public final class LogLevels implements StatusSource, AutoCloseable {

	/**
	 * Name of the action that sets one.
	 */
	public static final String ACTION = "log-levels";

	/**
	 * How long a level stays.
	 */
	static final Duration TIME = Duration.ofMinutes(15);

	private final LoggingSystem logging;

	private final LongSupplier nanoTime;

	private final PeriodicTask watch = new PeriodicTask("monitor-log-levels", this::endOverdue, Duration.ofSeconds(1),
			Duration.ofSeconds(1));

	private final Map<String, Change> changes = new LinkedHashMap<>();

	private boolean closed;

	/**
	 * Create without any.
	 * @param logging has the loggers
	 * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
	 */
	public LogLevels(LoggingSystem logging, LongSupplier nanoTime) {
		this.logging = logging;
		this.nanoTime = nanoTime;
	}

	@Override
	public String name() {
		return "log_levels";
	}

	@Override
	public synchronized StatusSection section() {
		List<StatusRow> rows = new ArrayList<>();
		this.changes.forEach((logger,
				change) -> rows.add(StatusRow.of(logger)
					.with("left_seconds", TimeUnit.NANOSECONDS.toSeconds(change.end - this.nanoTime.getAsLong()))
					.with("level", text(change.level))
					.with("before", text(change.before))));
		return StatusSection.EMPTY.with(rows);
	}

	@Override
	public List<Action> actions() {
		return List.of(new LogLevelAction(this));
	}

	/**
	 * Set a level for a while, that of a logger which exists.
	 */
	synchronized ActionResult set(String logger, LogLevel level) {
		if (this.closed) {
			return ActionResult.refused("The application stops.");
		}
		LoggerConfiguration now = this.logging.getLoggerConfiguration(logger);
		if (now == null || logger.isEmpty()) {
			return ActionResult.refused("There is no logger '%s'.".formatted(logger));
		}
		Change last = this.changes.get(logger);
		LogLevel before = (last != null) ? last.before : now.getConfiguredLevel();
		this.logging.setLogLevel(logger, level);
		this.changes.put(logger, new Change(before, level, this.nanoTime.getAsLong() + TIME.toNanos()));
		this.watch.start();
		return ActionResult.done("%s logs at %s for %s minutes.".formatted(logger, text(level), TIME.toMinutes()));
	}

	/**
	 * Set a logger back before its time.
	 */
	synchronized ActionResult end(String logger) {
		Change change = this.changes.remove(logger);
		if (change == null) {
			return ActionResult.refused("The level of '%s' was not set here.".formatted(logger));
		}
		setBack(logger, change);
		return ActionResult.done("The level of %s is what it was: %s.".formatted(logger, text(change.before)));
	}

	synchronized boolean isSet(String logger) {
		return this.changes.containsKey(logger);
	}

	/**
	 * Return the names of all loggers there are.
	 */
	List<String> loggers() {
		return this.logging.getLoggerConfigurations().stream().map(LoggerConfiguration::getName).toList();
	}

	/**
	 * Set those back whose time is over.
	 */
	synchronized void endOverdue() {
		long now = this.nanoTime.getAsLong();
		this.changes.entrySet().removeIf((entry) -> {
			boolean over = entry.getValue().end - now <= 0;
			if (over) {
				setBack(entry.getKey(), entry.getValue());
			}
			return over;
		});
		if (this.changes.isEmpty()) {
			this.watch.stop();
		}
	}

	/**
	 * Set all back, and set no more.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		this.watch.stop();
		this.changes.forEach(this::setBack);
		this.changes.clear();
	}

	/**
	 * What somebody else has set in the meantime stays.
	 */
	private void setBack(String logger, Change change) {
		LoggerConfiguration now = this.logging.getLoggerConfiguration(logger);
		if (now != null && now.getConfiguredLevel() == change.level) {
			this.logging.setLogLevel(logger, change.before);
		}
	}

	private static String text(@Nullable LogLevel level) {
		return Objects.toString(level, "inherited").toLowerCase(Locale.ROOT);
	}

	/**
	 * A level that was set.
	 *
	 * @param before the level before, {@code null} if it was inherited
	 * @param level the level
	 * @param end when its time is over
	 */
	private record Change(@Nullable LogLevel before, LogLevel level, long end) {

	}

}
