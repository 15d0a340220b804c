package dev.monitor.meter.prometheus;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.registry.PrometheusScrapeRequest;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the scrapes of a {@link PrometheusRegistry} from failing as a whole because one
 * meter cannot be read, as a counter whose function throws or is negative, or does not
 * fit to an earlier one: all of its name are left out, and that is reported once. Only a
 * scrape that might fail is done again, piece by piece. Thread-safe.
 */
public final class ForgivingScrapes {

	private static final Logger logger = LoggerFactory.getLogger(ForgivingScrapes.class);

	private static final int MOST_WARNINGS = 100;

	private final Set<Collector> collectors = Collections.synchronizedSet(new LinkedHashSet<>());

	private final Set<MultiCollector> multiCollectors = Collections.synchronizedSet(new LinkedHashSet<>());

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	private volatile @Nullable MeterRegistry exporter;

	/**
	 * Create the registry whose scrapes these are.
	 * @return a new registry, to be called once
	 */
	public PrometheusRegistry newRegistry() {
		// not a class of its own: annotation processors would look for the annotation of
		// the class above, which the client library leaves out
		return new PrometheusRegistry() {

			@Override
			public void register(Collector collector) {
				super.register(collector);
				ForgivingScrapes.this.collectors.add(collector);
			}

			@Override
			public void register(MultiCollector collector) {
				super.register(collector);
				ForgivingScrapes.this.multiCollectors.add(collector);
			}

			@Override
			public void unregister(Collector collector) {
				super.unregister(collector);
				ForgivingScrapes.this.collectors.remove(collector);
			}

			@Override
			public void unregister(MultiCollector collector) {
				super.unregister(collector);
				ForgivingScrapes.this.multiCollectors.remove(collector);
			}

			@Override
			public void clear() {
				super.clear();
				ForgivingScrapes.this.collectors.clear();
				ForgivingScrapes.this.multiCollectors.clear();
			}

			@Override
			public MetricSnapshots scrape(@Nullable PrometheusScrapeRequest request) {
				return ForgivingScrapes.this.scrape(() -> super.scrape(request), (name) -> true, request);
			}

			@Override
			public MetricSnapshots scrape(@Nullable Predicate<String> names,
					@Nullable PrometheusScrapeRequest request) {
				return (names != null)
						? ForgivingScrapes.this.scrape(() -> super.scrape(names, request), names, request)
						: scrape(request);
			}

		};
	}

	/**
	 * Tell whose meters these are, since what fails cannot say its name.
	 * @param exporter the registry that exports to this one
	 */
	public void exportedBy(MeterRegistry exporter) {
		this.exporter = exporter;
	}

	private MetricSnapshots scrape(Supplier<MetricSnapshots> all, Predicate<String> names,
			@Nullable PrometheusScrapeRequest request) {
		try {
			MetricSnapshots snapshots = all.get();
			if (Pieces.isWhole(snapshots)) {
				return snapshots;
			}
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("A scrape failed and is done again", ex);
		}
		return new MetricSnapshots(pieces(request).stream().filter((each) -> isWanted(each, names)).toList());
	}

	private static boolean isWanted(MetricSnapshot snapshot, Predicate<String> names) {
		return names.test(snapshot.getMetadata().getPrometheusName())
				|| names.test(snapshot.getMetadata().getExpositionBasePrometheusName());
	}

	private Collection<MetricSnapshot> pieces(@Nullable PrometheusScrapeRequest request) {
		Pieces pieces = new Pieces();
		for (Collector collector : this.collectors.toArray(new Collector[0])) {
			pieces.add(() -> List.of((request != null) ? collector.collect(request) : collector.collect()));
		}
		for (MultiCollector collector : this.multiCollectors.toArray(new MultiCollector[0])) {
			pieces.add(() -> (request != null) ? collector.collect(request) : collector.collect());
		}
		pieces.failures().forEach((failure) -> warn(failure, pieces));
		return pieces.snapshots();
	}

	private void warn(String failure, Pieces pieces) {
		if (this.warned.size() < MOST_WARNINGS && this.warned.add(failure)) {
			logger.warn("Metrics are left out of the scrapes, since they cannot be read or do not fit to others: {} "
					+ "(meters that are missing: {})", failure, missing(pieces));
		}
	}

	private Set<String> missing(Pieces pieces) {
		Set<String> missing = new TreeSet<>();
		MeterRegistry exporter = this.exporter;
		if (exporter != null) {
			exporter.forEachMeter((meter) -> {
				String name = meter.getId().getConventionName(exporter.config().namingConvention());
				if (!pieces.has(name)) {
					missing.add(meter.getId().getName());
				}
			});
		}
		return missing;
	}

}
