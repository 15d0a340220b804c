package dev.monitor.concurrency.autoconfigure;

import java.time.Clock;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Stream;

import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.LimitSettings;
import dev.monitor.concurrency.RoundTripListener;
import dev.monitor.concurrency.WaitListener;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.config.SingletonBeanRegistry;

/**
 * A limit, and who uses it. Web applications that are children of one context, with the
 * same settings, are one instance and share theirs. Thread-safe.
 */
final class SharedLimit {

	private static final String NAME = "monitorSharedConcurrencyLimit";

	private final LimitSettings settings;

	private final ConcurrencyLimit limit;

	private final Set<Object> listeners = Collections.newSetFromMap(new IdentityHashMap<>());

	private boolean moved;

	private int serving;

	SharedLimit(LimitSettings settings) {
		this.settings = settings;
		this.limit = new ConcurrencyLimit(settings, Clock.systemUTC(), System::nanoTime);
	}

	/**
	 * Return the limit of an application, that of another one if there is one.
	 * @param beans the application's beans, with those of the parent context
	 * @param settings the settings
	 * @return the limit
	 */
	static SharedLimit of(HierarchicalBeanFactory beans, LimitSettings settings) {
		if (!(beans.getParentBeanFactory() instanceof SingletonBeanRegistry parent)) {
			return new SharedLimit(settings);
		}
		synchronized (parent) {
			if (!parent.containsSingleton(NAME)) {
				parent.registerSingleton(NAME, new SharedLimit(settings));
			}
			return (parent.getSingleton(NAME) instanceof SharedLimit shared && shared.settings.equals(settings))
					? shared : new SharedLimit(settings);
		}
	}

	ConcurrencyLimit limit() {
		return this.limit;
	}

	/**
	 * Have the limit moved by its algorithm, once.
	 * @param loader finds the algorithm
	 */
	synchronized void move(@Nullable ClassLoader loader) {
		RoundTripListener algorithm = this.moved ? null : LimitAlgorithm.listener(this.limit, loader);
		this.moved = true;
		if (algorithm != null) {
			this.limit.add(algorithm);
		}
	}

	/**
	 * Add listeners, but for those of the parent context that another application has
	 * added.
	 * @param waits told of waits
	 * @param roundTrips told of requests that were served
	 */
	synchronized void add(Stream<WaitListener> waits, Stream<RoundTripListener> roundTrips) {
		waits.filter(this.listeners::add).forEach(this.limit::add);
		roundTrips.filter(this.listeners::add).forEach(this.limit::add);
	}

	/**
	 * Let requests wait, as long as at least one user serves.
	 */
	synchronized void open() {
		this.serving++;
		this.limit.open();
	}

	/**
	 * Send waiting requests away, if nobody serves any more.
	 */
	synchronized void close() {
		if (--this.serving == 0) {
			this.limit.close();
		}
	}

}
