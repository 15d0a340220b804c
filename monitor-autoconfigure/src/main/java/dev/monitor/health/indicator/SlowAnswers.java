package dev.monitor.health.indicator;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.monitor.check.CheckListener;
import dev.monitor.check.CheckResult;
import dev.monitor.check.CheckResult.Outcome;
import dev.monitor.check.CheckSchedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells once of each indicator that is well but slow, or has never answered in time, as
 * long as no time is set for it. One that is well but slow is a warning. That one has no
 * answer is warned of by the change of its status, so that only the advice is left here.
 */
final class SlowAnswers implements CheckListener {

	private static final Logger logger = LoggerFactory.getLogger(SlowAnswers.class);

	private static final Duration SLOW = CheckSchedule.DEFAULT.timeout();

	private static final Duration DEFAULT = IndicatorSettings.DEFAULT_SCHEDULE.timeout();

	private final Function<String, Duration> timeouts;

	private final Set<String> answered = ConcurrentHashMap.newKeySet();

	private final Set<String> told = ConcurrentHashMap.newKeySet();

	/**
	 * Create the listener.
	 * @param timeouts the time a check may take, by the indicator's path
	 */
	SlowAnswers(Function<String, Duration> timeouts) {
		this.timeouts = timeouts;
	}

	@Override
	public void onResult(String path, CheckResult result) {
		boolean timedOut = result.outcome() == Outcome.TIMEOUT;
		boolean slow = timedOut ? !this.answered.contains(path)
				: result.isSuccess() && result.duration().compareTo(SLOW) > 0;
		if (!timedOut) {
			this.answered.add(path);
		}
		if (slow && this.timeouts.apply(path).equals(DEFAULT) && this.told.add(path)) {
			logger.atLevel(timedOut ? Level.INFO : Level.WARN)
				.log("Health of '{}' {} {} s; it is down when it takes more than {} s. "
						+ "Have its indicator answer sooner, or set monitor.health.background.indicators.{}.timeout",
						path, timedOut ? "had no answer after" : "took", result.duration().toMillis() / 1000.0,
						DEFAULT.toSeconds(), path.contains("/") ? "[" + path + "]" : path);
		}
	}

	/**
	 * Forget an indicator that is gone: composites may have others all the time.
	 */
	void forget(String path) {
		this.answered.remove(path);
		this.told.remove(path);
	}

}
