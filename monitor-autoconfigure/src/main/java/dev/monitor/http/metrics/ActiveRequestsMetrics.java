package dev.monitor.http.metrics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.monitor.http.OwnPaths;
import dev.monitor.http.RequestsInFlight;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterBinder} for the gauge {@code monitor.requests.active}: the requests that
 * are being served, by the tag {@code uri} of {@code http.server.requests}. The gauge is
 * sampled when it is read, at most once a second. A route has its series from the reading
 * after the one that first saw it, and keeps it: 50 routes, and {@code other} for the
 * rest.
 */
public final class ActiveRequestsMetrics implements MeterBinder {

	private static final String UNKNOWN = "UNKNOWN";

	private static final String OTHER = "other";

	private static final int MOST_ROUTES = 50;

	private static final long SAMPLE_AGE = TimeUnit.SECONDS.toNanos(1);

	private final Supplier<? extends @Nullable RequestsInFlight> requests;

	private final Supplier<OwnPaths> ownPaths;

	private final LongSupplier nanoTime;

	/**
	 * Create the meters.
	 * @param requests the requests, asked for once per registry; without them there are
	 * no meters
	 * @param ownPaths paths whose requests are left out
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	public ActiveRequestsMetrics(Supplier<? extends @Nullable RequestsInFlight> requests, Supplier<OwnPaths> ownPaths,
			LongSupplier nanoTime) {
		this.requests = requests;
		this.ownPaths = ownPaths;
		this.nanoTime = nanoTime;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		RequestsInFlight known = this.requests.get();
		if (known != null) {
			new Routes(registry, known, this.ownPaths.get(), this.nanoTime).add(UNKNOWN);
		}
	}

	/**
	 * The routes of a registry.
	 */
	private static final class Routes {

		private final MeterRegistry registry;

		private final RequestsInFlight requests;

		private final OwnPaths ownPaths;

		private final LongSupplier nanoTime;

		private final Set<String> known = new HashSet<>();

		private Map<String, Integer> counts = Map.of();

		private long sampled;

		Routes(MeterRegistry registry, RequestsInFlight requests, OwnPaths ownPaths, LongSupplier nanoTime) {
			this.registry = registry;
			this.requests = requests;
			this.ownPaths = ownPaths;
			this.nanoTime = nanoTime;
			this.sampled = nanoTime.getAsLong() - SAMPLE_AGE;
		}

		void add(String route) {
			this.known.add(route);
			Gauge.builder("monitor.requests.active", this, (routes) -> routes.count(route))
				.description("Requests being served, by route")
				.tag("uri", route)
				.strongReference(true)
				.register(this.registry);
		}

		private synchronized double count(String route) {
			long now = this.nanoTime.getAsLong();
			if (now - this.sampled >= SAMPLE_AGE) {
				this.sampled = now;
				this.counts = sample();
			}
			return this.counts.getOrDefault(route, 0);
		}

		private Map<String, Integer> sample() {
			Map<String, Integer> sample = new HashMap<>();
			this.requests.served(UNKNOWN, this.ownPaths).forEach((route, count) -> {
				boolean room = this.known.contains(route) || this.known.size() <= MOST_ROUTES;
				String name = room ? route : OTHER;
				if (!this.known.contains(name)) {
					add(name);
				}
				sample.merge(name, count, Integer::sum);
			});
			return sample;
		}

	}

}
