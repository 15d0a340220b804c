package dev.monitor.event;

import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.event.KeyValuePair;

/**
 * The pairs of an {@link EventMarker} as SLF4J key-values, made when they are first asked
 * for: Monitor's own encoder never does. Those that the thread's context has as well are
 * left to it, since Spring Boot's writers lose an event that has a name twice.
 * Thread-safe.
 */
final class EventFields extends AbstractList<KeyValuePair> {

	private final EventMarker marker;

	private final @Nullable Map<String, String> context;

	private volatile @Nullable List<KeyValuePair> pairs;

	/**
	 * Create the list, on the thread that logs.
	 * @param marker the event
	 */
	EventFields(EventMarker marker) {
		this.marker = marker;
		this.context = MDC.getCopyOfContextMap();
	}

	@Override
	public KeyValuePair get(int index) {
		return pairs().get(index);
	}

	@Override
	public int size() {
		return pairs().size();
	}

	private List<KeyValuePair> pairs() {
		List<KeyValuePair> made = this.pairs;
		if (made == null) {
			Collector collector = new Collector(this.context);
			this.marker.describe(collector);
			made = List.copyOf(collector.pairs);
			this.pairs = made;
		}
		return made;
	}

	private record Collector(@Nullable Map<String, String> context, List<KeyValuePair> pairs) implements EventPairs {

		Collector(@Nullable Map<String, String> context) {
			this(context, new ArrayList<>());
		}

		@Override
		public void add(String key, @Nullable String value) {
			if (value != null) {
				put(key, value);
			}
		}

		@Override
		public void add(String key, long value) {
			put(key, value);
		}

		@Override
		public void addFlag(String key, boolean flag) {
			if (flag) {
				put(key, true);
			}
		}

		@Override
		public void addNumber(String key, BigDecimal value) {
			put(key, value);
		}

		private void put(String key, Object value) {
			if (this.context == null || !this.context.containsKey(key)) {
				this.pairs.add(new KeyValuePair(key, value));
			}
		}

	}

}
