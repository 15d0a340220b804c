package dev.monitor.meter.cardinality;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Meter;
import org.jspecify.annotations.Nullable;

/**
 * Most values of one tag. The values that come first keep their place for good; further
 * ones are {@value Folding#OTHER}. Thread-safe.
 */
public final class TagLimit {

	private final String meter;

	private final String tag;

	private final int most;

	private final Set<String> values = ConcurrentHashMap.newKeySet();

	/**
	 * Create the limit.
	 * @param meter name of the meter; those whose names go on after it with a dot share
	 * the values
	 * @param tag key of the tag
	 * @param most how many values keep their place
	 */
	public TagLimit(String meter, String tag, int most) {
		this.meter = meter;
		this.tag = tag;
		this.most = most;
	}

	String meter() {
		return this.meter;
	}

	Meter.Id apply(Meter.Id id) {
		String value = concerns(id.getName()) ? id.getTag(this.tag) : null;
		return hasPlace(value) ? id : Folding.fold(id, this.tag::equals);
	}

	private boolean concerns(String name) {
		return name.startsWith(this.meter)
				&& (name.length() == this.meter.length() || name.charAt(this.meter.length()) == '.');
	}

	private boolean hasPlace(@Nullable String value) {
		return value == null || value.equals(Folding.OTHER) || this.values.contains(value) || takePlace(value);
	}

	private boolean takePlace(String value) {
		synchronized (this.values) {
			return this.values.contains(value) || (this.values.size() < this.most && this.values.add(value));
		}
	}

}
