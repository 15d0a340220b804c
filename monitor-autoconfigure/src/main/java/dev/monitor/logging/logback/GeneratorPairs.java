package dev.monitor.logging.logback;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.monitor.event.EventPairs;
import dev.monitor.event.Keys;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * {@link EventPairs} that go to a generator.
 *
 * @param generator the generator
 */
record GeneratorPairs(JsonGenerator generator) implements EventPairs {

	/**
	 * One name for each of the few keys that markers use.
	 */
	private static final Map<String, OwnName> NAMES = new ConcurrentHashMap<>();

	@Override
	public void add(String key, @Nullable String value) {
		name(key).write(this.generator, value);
	}

	@Override
	public void add(String key, long value) {
		this.generator.writeName(name(key));
		this.generator.writeNumber(value);
	}

	@Override
	public void addFlag(String key, boolean flag) {
		if (flag) {
			this.generator.writeName(name(key));
			this.generator.writeBoolean(true);
		}
	}

	@Override
	public void addNumber(String key, BigDecimal value) {
		this.generator.writeName(name(key));
		this.generator.writeNumber(value);
	}

	private static OwnName name(String key) {
		// computeIfAbsent() may lock even where the name is known
		OwnName known = NAMES.get(key);
		if (known != null) {
			return known;
		}
		boolean number = key.indexOf(Keys.NUMBER_MARK) >= 0;
		return number ? new OwnName(key) : NAMES.computeIfAbsent(key, OwnName::new);
	}

}
