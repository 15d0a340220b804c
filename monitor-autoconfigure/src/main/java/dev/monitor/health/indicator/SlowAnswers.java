package dev.monitor.health.indicator;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.monitor.check.CheckListener;
import dev.monitor.check.CheckResult;
import dev.monitor.check.CheckSchedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns once of each indicator that is well but slow, as long as nobody has chosen how
 * long it may take.
 */
final class SlowAnswers implements CheckListener {

	private static final Logger logger = LoggerFactory.getLogger(SlowAnswers.class);

	private static final Duration SLOW = CheckSchedule.DEFAULT.timeout();

	private final Function<String, Duration> timeouts;

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
		if (!result.isSuccess() || result.duration().compareTo(SLOW) <= 0) {
			return;
		}
		Duration timeout = this.timeouts.apply(path);
		if (timeout.equals(IndicatorSettings.DEFAULT_SCHEDULE.timeout()) && this.told.add(path)) {
			logger.warn("Health of '{}' took {} s to tell; it is down when it takes more than {} s. "
					+ "Have its indicator answer sooner, or set monitor.health.background.indicators.{}.timeout", path,
					result.duration().toMillis() / 1000.0, timeout.toSeconds(),
					path.contains("/") ? "[" + path + "]" : path);
		}
	}

}
