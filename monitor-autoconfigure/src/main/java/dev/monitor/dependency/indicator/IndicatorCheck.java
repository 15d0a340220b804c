package dev.monitor.dependency.indicator;

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
public final class IndicatorCheck implements Probe {

	private final String name;

	private final boolean required;

	private final Supplier<HealthContributor> contributor;

	private final Predicate<Status> failing;

	private volatile @Nullable Health lastHealth;

	/**
	 * Create a check.
	 * @param name name of the dependency
	 * @param required whether the application cannot serve without it
	 * @param contributor finds the indicator or composite, asked by each check
	 * @param failing tells statuses that count as a failure
	 */
	public IndicatorCheck(String name, boolean required, Supplier<HealthContributor> contributor,
			Predicate<Status> failing) {
		this.name = name;
		this.required = required;
		this.contributor = contributor;
		this.failing = failing;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public boolean required() {
		return this.required;
	}

	@Override
	public void check() throws CheckFailedException {
		check(this.contributor.get(), "");
	}

	/**
	 * Return what the indicator said last, whatever became of the check.
	 * @return the health, {@code null} if it said nothing
	 */
	@Nullable Health lastHealth() {
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
