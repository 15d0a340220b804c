package dev.monitor.check.actuate;

import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.monitor.check.CheckFailedException;
import dev.monitor.check.Probe;
import dev.monitor.failure.Causes;
import dev.monitor.failure.FailureReason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link Probe} that asks a health indicator, or each one in a composite until one fails.
 * An indicator that throws is down. What fails is not logged here: whoever keeps the
 * results tells of changes. Thread-safe.
 */
public final class IndicatorProbe implements Probe {

	private static final Logger logger = LoggerFactory.getLogger(IndicatorProbe.class);

	/**
	 * The failure and twenty causes.
	 */
	private static final int MOST_FAILURES = 21;

	private final Supplier<HealthContributor> contributor;

	private final Predicate<Status> failing;

	private volatile @Nullable Health lastHealth;

	/**
	 * Create a probe.
	 * @param contributor finds the indicator or composite, asked each time
	 * @param failing tells statuses that count as a failure
	 */
	public IndicatorProbe(Supplier<HealthContributor> contributor, Predicate<Status> failing) {
		this.contributor = contributor;
		this.failing = failing;
	}

	@Override
	public void check() throws CheckFailedException {
		check(this.contributor.get(), "");
	}

	/**
	 * Return what the indicator said last, whatever became of the attempt.
	 * @return the health, {@code null} if it said nothing
	 */
	public @Nullable Health lastHealth() {
		return this.lastHealth;
	}

	private void check(HealthContributor current, String prefix) throws CheckFailedException {
		if (current instanceof CompositeHealthContributor composite) {
			for (HealthContributors.Entry entry : composite) {
				check(entry.contributor(), prefix + entry.name() + ": ");
			}
		}
		else if (current instanceof HealthIndicator indicator) {
			ask(indicator, prefix);
		}
	}

	private void ask(HealthIndicator indicator, String prefix) throws CheckFailedException {
		Answer answer;
		try {
			answer = QuietIndicators.ask(indicator);
		}
		catch (Throwable ex) {
			this.lastHealth = Health.down().withDetail("error", FailureReason.of(ex)).build();
			throw ex;
		}
		Health health = answer.health();
		this.lastHealth = health;
		if (health == null) {
			throw new CheckFailedException(prefix + "indicator gave no health");
		}
		if (this.failing.test(health.getStatus())) {
			logger.debug("Health indicator {} failed", indicator, answer.failure());
			throw new CheckFailedException(prefix + HealthReason.of(health) + cause(answer.failure()));
		}
	}

	/**
	 * What is below the failure often says more, such as which address refused.
	 */
	private static String cause(@Nullable Throwable failure) {
		if (failure == null) {
			return "";
		}
		Throwable root = failure;
		for (Throwable current : Causes.of(failure, MOST_FAILURES)) {
			root = current;
		}
		return (root != failure) ? ", cause: " + FailureReason.of(root) : "";
	}

}
