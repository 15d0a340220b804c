package dev.monitor.check.actuate;

import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.monitor.check.CheckFailedException;
import dev.monitor.check.Probe;
import dev.monitor.failure.FailureReason;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link Probe} that asks a health indicator, or each one in a composite until one fails.
 * An indicator that throws is down.
 */
public final class IndicatorProbe implements Probe {

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
		Health health;
		try {
			health = indicator.health(true);
		}
		catch (Throwable ex) {
			this.lastHealth = Health.down().withDetail("error", FailureReason.of(ex)).build();
			throw ex;
		}
		this.lastHealth = health;
		if (health == null) {
			throw new CheckFailedException(prefix + "indicator gave no health");
		}
		if (this.failing.test(health.getStatus())) {
			throw new CheckFailedException(prefix + HealthReason.of(health));
		}
	}

}
