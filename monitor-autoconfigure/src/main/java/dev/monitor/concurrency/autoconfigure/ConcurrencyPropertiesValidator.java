package dev.monitor.concurrency.autoconfigure;

import java.time.Duration;
import java.util.regex.Pattern;

import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.property.PropertyRange;
import org.jspecify.annotations.Nullable;

/**
 * Stops the start if {@link ConcurrencyProperties} make no sense.
 */
final class ConcurrencyPropertiesValidator {

	private static final String PREFIX = "monitor.concurrency.";

	private static final Duration MAX_WAIT_TIME = Duration.ofHours(1);

	private static final Duration MAX_TIME = Duration.ofDays(1);

	/**
	 * A token as RFC 9110, section 5.6.2 has it.
	 */
	private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	private ConcurrencyPropertiesValidator() {
	}

	static void validate(ConcurrencyProperties properties) {
		checkCount("max-requests", properties.getMaxRequests(), 1);
		checkCount("max-requests-per-cpu", properties.getMaxRequestsPerCpu(), 1);
		checkCount("min-requests", properties.getMinRequests(), 1);
		checkCount("max-waiting", properties.getMaxWaiting(), 0);
		checkTime("wait-time", properties.getWaitTime(), Duration.ZERO, MAX_WAIT_TIME);
		checkTime("health-wait-time", properties.getHealthWaitTime(), Duration.ZERO, MAX_TIME);
		checkTime("health-recovery-time", properties.getHealthRecoveryTime(), Duration.ZERO, MAX_TIME);
		checkHeader("deadline-header", properties.getDeadlineHeader());
		checkTime("slow-body.grace", properties.getSlowBody().getGrace(), Duration.ZERO, MAX_TIME);
		checkCount("slow-body.min-rate", properties.getSlowBody().getMinRate(), 0);
		checkPriorities(properties);
		ConcurrencyProperties.Reject reject = properties.getReject();
		if (reject.getStatus() != 503 && reject.getStatus() != 429) {
			throw invalid("reject.status", reject.getStatus(), "is neither 503 nor 429", "Use 503 or 429.");
		}
		checkTime("reject.retry-after-max", reject.getRetryAfterMax(), Duration.ofSeconds(1), MAX_TIME);
		checkTime("reject.retry-after-min", reject.getRetryAfterMin(), Duration.ofSeconds(1),
				reject.getRetryAfterMax());
	}

	private static void checkPriorities(ConcurrencyProperties properties) {
		ConcurrencyProperties.Priorities priorities = properties.getPriorities();
		checkPercentage("priorities.low-share", priorities.getLowShare(), 1, 100);
		checkPercentage("priorities.bulk-share", priorities.getBulkShare(), 1, 100);
		checkPercentage("critical-reserve", properties.getCriticalReserve(), 0, 100);
		checkHeader("priorities.header", priorities.getHeader());
	}

	private static void checkPercentage(String property, int value, int min, int max) {
		if (value < min || value > max) {
			throw invalid(property, value, "is out of range",
					"Use a whole number from " + min + " to " + max + ", in percent of the limit.");
		}
	}

	private static void checkCount(String property, @Nullable Integer value, int min) {
		if (value != null && (value < min || value > ConcurrencyLimiter.MAX)) {
			throw invalid(property, value, "is out of range",
					"Use a whole number from " + min + " to " + ConcurrencyLimiter.MAX + ".");
		}
	}

	private static void checkTime(String property, Duration value, Duration min, Duration max) {
		new PropertyRange<>(min, max).require(PREFIX + property, value, "Use a time in that range.");
	}

	/**
	 * Tell whether a text may be the name of a header or of a method.
	 */
	static boolean isToken(String text) {
		return TOKEN.matcher(text).matches();
	}

	private static void checkHeader(String property, @Nullable String name) {
		if (name != null && !isToken(name)) {
			throw invalid(property, name, "is not the name of a header (RFC 9110)",
					"Use a name such as X-Envoy-Expected-Rq-Timeout-Ms.");
		}
	}

	private static InvalidPropertyException invalid(String property, Object value, String problem, String remedy) {
		return new InvalidPropertyException(PREFIX + property, value, problem, remedy);
	}

}
