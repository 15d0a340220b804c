package dev.monitor.health.indicator;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import dev.monitor.check.Check;
import dev.monitor.check.CheckResult;
import dev.monitor.check.CheckResult.Outcome;
import dev.monitor.check.CheckState;
import dev.monitor.check.TimeSource;
import dev.monitor.check.actuate.CheckHealthIndicator;
import dev.monitor.check.actuate.IndicatorProbe;
import dev.monitor.gate.InMemory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} that shows what another one said when it was last checked. Only
 * the very first result is waited for, which is there when one check's time is over at
 * the latest: a probe that comes too early must not read anything that the first result
 * takes back. Thread-safe.
 */
public final class BackgroundHealthIndicator implements HealthIndicator, InMemory {

	private static final Duration LATE = Duration.ofSeconds(2);

	private final String path;

	private final IndicatorSettings settings;

	private final Predicate<Status> failing;

	private final IndicatorProbe probe;

	private final Check check;

	private volatile HealthIndicator indicator;

	private volatile CompletableFuture<Void> firstResult = CompletableFuture.completedFuture(null);

	BackgroundHealthIndicator(String path, HealthIndicator indicator, IndicatorSettings settings,
			Predicate<Status> failing, TimeSource time) {
		this.path = path;
		this.indicator = indicator;
		this.settings = settings;
		this.failing = failing;
		this.probe = new IndicatorProbe(() -> this.indicator, failing);
		this.check = new Check(path, settings.required(), this.probe, settings.schedule(), time);
	}

	/**
	 * Return the name, with those of the composites around it: {@code db/primary}.
	 * @return the path in Boot's health
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Return what is known now, without any wait.
	 * @return the health, {@code null} if the indicator gave none
	 */
	public @Nullable Health current() {
		CheckState state = this.check.state();
		CheckResult last = state.lastResult();
		if (last == null) {
			return Health.unknown().withDetail("reason", String.valueOf(state.reason())).build();
		}
		boolean stale = last.isSuccess() && !state.isUp();
		if (stale || last.outcome() == Outcome.TIMEOUT) {
			return shown(Health.down().withDetail("error", String.valueOf(state.reason())).build(), state);
		}
		Health health = this.probe.lastHealth();
		return (health != null) ? shown(health, state) : null;
	}

	/**
	 * Return whether the indicator has been asked at all.
	 * @return whether there is a result, however old
	 */
	public boolean isKnown() {
		return this.check.state().lastResult() != null;
	}

	/**
	 * Return how old is what is known.
	 * @return seconds since the last result, not a number before the first
	 */
	public double ageInSeconds() {
		return this.check.ageInSeconds();
	}

	@Override
	public @Nullable Health health() {
		try {
			// longer, as the one who ends the check may be late
			this.firstResult.get(this.settings.schedule().timeout().plus(LATE).toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			// shows as unknown
		}
		return current();
	}

	CompletableFuture<Void> firstResult() {
		return this.firstResult;
	}

	Check check() {
		return this.check;
	}

	/**
	 * Ask another indicator from now on; composites may make new ones at any time.
	 * @param indicator the indicator
	 */
	void ask(HealthIndicator indicator) {
		this.indicator = indicator;
	}

	void awaitFirstResult() {
		this.firstResult = new CompletableFuture<>();
	}

	void stopWaiting() {
		this.firstResult.complete(null);
	}

	/**
	 * Show an optional one that fails as degraded. The health is known a moment before
	 * its result has changed the state.
	 */
	private Health shown(Health health, CheckState state) {
		boolean well = state.isUp() && !this.failing.test(health.getStatus());
		return (this.settings.required() || well) ? health
				: Health.status(CheckHealthIndicator.DEGRADED).withDetails(health.getDetails()).build();
	}

}
