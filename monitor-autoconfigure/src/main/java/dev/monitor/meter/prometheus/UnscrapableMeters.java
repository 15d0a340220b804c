package dev.monitor.meter.prometheus;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.config.NamingConvention;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link MeterFilter} that denies a meter whose labels Prometheus would refuse: two tags
 * become the same label, a label is one of Prometheus's own, or the labels are those of
 * another meter of the name. Each name is reported once. Has to hear of the meters that
 * were added, as {@link Consumer}. Thread-safe.
 */
public final class UnscrapableMeters implements MeterFilter, Consumer<Meter> {

	private static final Logger logger = LoggerFactory.getLogger(UnscrapableMeters.class);

	private static final int MOST_WARNINGS = 1000;

	private final MeterRegistry registry;

	/**
	 * The tag behind each label of a meter. Only a label with another tag behind it can
	 * make two series of a name the same.
	 */
	private final Map<String, Map<String, String>> tags = new ConcurrentHashMap<>();

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	/**
	 * Create the filter.
	 * @param registry the registry that it is for
	 */
	public UnscrapableMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public MeterFilterReply accept(Meter.Id id) {
		String problem = problem(id);
		if (problem == null) {
			return MeterFilterReply.NEUTRAL;
		}
		if (this.warned.size() < MOST_WARNINGS && this.warned.add(id.getName())) {
			logger.warn(
					"Meter '{}' with the tags {} is not exported to Prometheus: {}. Give the tag another name. "
							+ "Further ones of the meter are not reported",
					id.getName(), id.getTags().stream().map(Tag::getKey).toList(), problem);
		}
		return MeterFilterReply.DENY;
	}

	@Override
	public void accept(Meter meter) {
		Map<String, String> tags = this.tags.computeIfAbsent(meter.getId().getName(),
				(name) -> new ConcurrentHashMap<>());
		for (Tag tag : meter.getId().getTagsAsIterable()) {
			tags.putIfAbsent(label(tag), tag.getKey());
		}
	}

	private @Nullable String problem(Meter.Id id) {
		Map<String, String> labels = new HashMap<>();
		boolean respelt = false;
		Map<String, String> known = this.tags.getOrDefault(id.getName(), Map.of());
		for (Tag tag : id.getTagsAsIterable()) {
			if (tag.getKey().isEmpty()) {
				return "a tag has no name";
			}
			String label = label(tag);
			if (labels.put(label, tag.getValue()) != null) {
				return "two of them are the label '" + label + "' there";
			}
			if (isReserved(label, id.getType())) {
				return "the label '" + label + "' is Prometheus's own";
			}
			respelt |= !known.getOrDefault(label, tag.getKey()).equals(tag.getKey());
		}
		return (respelt && isTaken(id, labels)) ? "another one has the same labels there" : null;
	}

	private static boolean isReserved(String label, Meter.Type type) {
		return switch (type) {
			case TIMER, LONG_TASK_TIMER, DISTRIBUTION_SUMMARY -> label.equals("le") || label.equals("quantile");
			case OTHER -> label.equals("statistic");
			case COUNTER, GAUGE -> false;
		};
	}

	private boolean isTaken(Meter.Id id, Map<String, String> labels) {
		return this.registry.find(id.getName()).meters().stream().map(this::labels).anyMatch(labels::equals);
	}

	private Map<String, String> labels(Meter meter) {
		Map<String, String> labels = new HashMap<>();
		for (Tag tag : meter.getId().getTagsAsIterable()) {
			labels.put(label(tag), tag.getValue());
		}
		return labels;
	}

	private String label(Tag tag) {
		NamingConvention convention = this.registry.config().namingConvention();
		return convention.tagKey(tag.getKey());
	}

}
