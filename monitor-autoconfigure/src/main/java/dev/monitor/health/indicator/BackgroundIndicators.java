package dev.monitor.health.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.monitor.check.CheckKind;
import dev.monitor.check.CheckListener;
import dev.monitor.check.CheckResult;
import dev.monitor.check.Checks;
import dev.monitor.check.TimeSource;
import dev.monitor.check.actuate.MemoryReaders;
import org.slf4j.event.Level;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * All health indicators that are checked in the background, each one as long as somebody
 * can see it. Those that only read memory are left as they are. Thread-safe.
 */
public final class BackgroundIndicators {

	private final Function<String, IndicatorSettings> settings;

	private final Predicate<Status> failing;

	private final TimeSource time;

	private final SlowAnswers slow;

	private final Checks checks = new Checks(new CheckKind("monitor-health-", "Health of", Level.DEBUG), List.of());

	private final Map<String, BackgroundHealthIndicator> indicators = new ConcurrentHashMap<>();

	private final Map<String, BackgroundComposite> composites = new ConcurrentHashMap<>();

	private final List<Observer> observers = new ArrayList<>();

	private boolean running;

	/**
	 * Create an empty set, which checks nothing before its start.
	 * @param settings the settings by the indicator's path
	 * @param failing tells statuses that count as a failure
	 */
	public BackgroundIndicators(Function<String, IndicatorSettings> settings, Predicate<Status> failing) {
		this(settings, failing, TimeSource.SYSTEM);
	}

	BackgroundIndicators(Function<String, IndicatorSettings> settings, Predicate<Status> failing, TimeSource time) {
		this.settings = settings;
		this.failing = failing;
		this.time = time;
		this.checks.addListener(new FirstResults());
		this.slow = new SlowAnswers((path) -> settings.apply(path).schedule().timeout());
		this.checks.addListener(this.slow);
	}

	/**
	 * Start to check what is there and what will come.
	 */
	public synchronized void start() {
		this.running = true;
		for (BackgroundHealthIndicator indicator : this.indicators.values()) {
			indicator.awaitFirstResult();
		}
		this.checks.start();
	}

	/**
	 * Stop to check. What is known stays to be read until it is too old.
	 */
	public synchronized void stop() {
		this.running = false;
		this.checks.stop();
		this.indicators.values().forEach(BackgroundHealthIndicator::stopWaiting);
	}

	/**
	 * Have all indicators shown, those that are there and those to come.
	 * @param added told each indicator
	 * @param removed told each one that is gone
	 */
	public synchronized void addObserver(Consumer<BackgroundHealthIndicator> added,
			Consumer<BackgroundHealthIndicator> removed) {
		this.observers.add(new Observer(added, removed));
		this.indicators.values().forEach(added);
	}

	/**
	 * Return what to show in place of a contributor.
	 * @param path the path in Boot's health
	 * @param contributor the contributor
	 * @return one that reads memory
	 */
	public HealthContributor inBackground(String path, HealthContributor contributor) {
		if (MemoryReaders.include(contributor)) {
			return contributor;
		}
		if (contributor instanceof CompositeHealthContributor composite) {
			return inBackground(path, composite);
		}
		return (contributor instanceof HealthIndicator indicator) ? inBackground(path, indicator) : contributor;
	}

	private BackgroundComposite inBackground(String path, CompositeHealthContributor composite) {
		BackgroundComposite known = this.composites.get(path);
		if (known == null || !known.shows(composite)) {
			known = new BackgroundComposite(path, composite, this);
			this.composites.put(path, known);
		}
		return known;
	}

	private HealthIndicator inBackground(String path, HealthIndicator indicator) {
		if (this.settings.apply(path).exclude()) {
			return indicator;
		}
		BackgroundHealthIndicator known = this.indicators.get(path);
		if (known == null) {
			known = add(path, indicator);
		}
		known.ask(indicator);
		return known;
	}

	/**
	 * Forget all indicators but some.
	 * @param paths the paths of those that stay
	 */
	public void retain(Set<String> paths) {
		if (!paths.containsAll(this.indicators.keySet())) {
			remove((path) -> !paths.contains(path));
		}
	}

	/**
	 * Forget a contributor and what is below it.
	 * @param path the path in Boot's health
	 * @param stays tells paths below it that stay nevertheless
	 */
	void remove(String path, Predicate<String> stays) {
		remove((candidate) -> (candidate.equals(path) || candidate.startsWith(path + "/")) && !stays.test(candidate));
	}

	private synchronized void remove(Predicate<String> gone) {
		this.composites.keySet().removeIf(gone);
		for (BackgroundHealthIndicator indicator : List.copyOf(this.indicators.values())) {
			if (gone.test(indicator.path())) {
				this.indicators.remove(indicator.path());
				this.checks.remove(indicator.check());
				this.slow.forget(indicator.path());
				indicator.stopWaiting();
				this.observers.forEach((observer) -> observer.removed().accept(indicator));
			}
		}
	}

	private synchronized BackgroundHealthIndicator add(String path, HealthIndicator indicator) {
		BackgroundHealthIndicator known = this.indicators.get(path);
		if (known != null) {
			return known;
		}
		BackgroundHealthIndicator added = new BackgroundHealthIndicator(path, indicator, this.settings.apply(path),
				this.failing, this.time);
		if (this.running) {
			added.awaitFirstResult();
		}
		this.indicators.put(path, added);
		this.checks.add(added.check());
		for (Observer observer : this.observers) {
			observer.added().accept(added);
		}
		return added;
	}

	/**
	 * Ends the wait for an indicator's first result.
	 */
	private final class FirstResults implements CheckListener {

		@Override
		public void onResult(String path, CheckResult result) {
			BackgroundHealthIndicator indicator = BackgroundIndicators.this.indicators.get(path);
			if (indicator != null) {
				indicator.stopWaiting();
			}
		}

	}

	private record Observer(Consumer<BackgroundHealthIndicator> added, Consumer<BackgroundHealthIndicator> removed) {

	}

}
