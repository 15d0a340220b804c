package dev.monitor.metricline;

import java.math.BigDecimal;
import java.util.List;

import dev.monitor.event.EventKind;
import dev.monitor.event.EventMarker;
import dev.monitor.event.EventPairs;
import dev.monitor.event.Keys;
import org.jspecify.annotations.Nullable;

/**
 * {@link EventMarker} of a metric line. Immutable.
 */
final class MetricEvent extends EventMarker {

	private static final EventKind KIND = new EventKind("metric", true);

	private final MetricSource source;

	private final MetricStyle style;

	private final List<MetricValue> values;

	MetricEvent(MetricSource source, MetricStyle style, List<MetricValue> values) {
		super(KIND);
		this.source = source;
		this.style = style;
		this.values = List.copyOf(values);
	}

	@Override
	public void describe(EventPairs pairs) {
		pairs.add(Keys.SOURCE, this.source.source());
		pairs.add("instance", this.source.instance());
		this.style.describe(this.values, pairs);
	}

	/**
	 * Return the same pairs for a console that has another format: l2met looks for pairs
	 * anywhere in a line. No value needs quotes.
	 * @return the text
	 */
	String message() {
		StringBuilder message = new StringBuilder();
		describe(new EventPairs() {

			@Override
			public void add(String key, @Nullable String value) {
				if (value != null) {
					message.append(message.isEmpty() ? "" : " ").append(key).append('=').append(value);
				}
			}

			@Override
			public void add(String key, long value) {
				add(key, Long.toString(value));
			}

			@Override
			public void addNumber(String key, BigDecimal value) {
				add(key, value.stripTrailingZeros().toPlainString());
			}

		});
		return message.toString();
	}

}
