package dev.monitor.logging.reader;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import org.jspecify.annotations.Nullable;

/**
 * Knows what the pairs of an event have to be, by the rules of the form and without the
 * code that writes it: clean keys, no duplicates, plain numbers, well-formed text.
 */
final class Oracle {

	private static final Set<String> RESERVED = Set.of("t", "ns", "lvl", "ev", "msg", "traceId", "spanId", "err",
			"errMsg", "stack", "source", "truncated");

	private static final String KEY = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";

	private static final String CONTAINS_ITSELF = "!ERR java.lang.IllegalStateException";

	private final Map<String, Value> pairs = new LinkedHashMap<>();

	private Oracle() {
	}

	/**
	 * Return what an event has to be read as.
	 * @param event the event
	 * @param logger name of its logger
	 * @return keys and values but for the time
	 */
	static Map<String, String> expected(CorpusEvent event, String logger) {
		Oracle oracle = new Oracle();
		oracle.own("ns", "orders");
		oracle.own("lvl", "info");
		oracle.own("ev", "message");
		oracle.own("msg", event.message);
		oracle.own("logger", logger);
		oracle.own("thread", Thread.currentThread().getName());
		oracle.own("traceId", event.context.get("traceId"));
		oracle.own("spanId", event.context.get("spanId"));
		if (event.failure != null) {
			oracle.own("err", event.failure.getClass().getName());
			oracle.own("errMsg", event.failure.getMessage());
			oracle.own("stack", ThrowableProxyUtil.asString(new ThrowableProxy(event.failure)));
		}
		for (CorpusEvent.Given given : event.values) {
			if (given.expected() != null) {
				oracle.add(given.key(), new Value(given.expected(), "given"));
			}
			else {
				oracle.add(given.key(), given.value());
			}
		}
		event.context.forEach(oracle::add);
		Map<String, String> expected = new LinkedHashMap<>();
		oracle.pairs.forEach((key, value) -> expected.put(key, value.text()));
		return expected;
	}

	private void own(String key, @Nullable String text) {
		if (text != null) {
			this.pairs.put(key, new Value(wellFormed(text), "text"));
		}
	}

	private void add(String key, @Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			map.forEach((name, element) -> add(key + "." + name, (element != map) ? element : CONTAINS_ITSELF));
		}
		else if (value != null) {
			put(clean(key), (value instanceof Value known) ? known : value(value));
		}
	}

	private void put(String key, Value value) {
		String free = key;
		for (int number = 2; (free.equals(key) && RESERVED.contains(key)) || this.pairs.containsKey(free); number++) {
			if (value.equals(this.pairs.get(free))) {
				return;
			}
			free = key + "_" + number;
		}
		this.pairs.put(free, value);
	}

	private static String clean(String key) {
		StringBuilder clean = new StringBuilder();
		key.chars().forEach((c) -> clean.append((KEY.indexOf(c) >= 0) ? (char) c : '_'));
		if (key.startsWith("measure.")) {
			clean.setCharAt("measure".length(), '_');
		}
		return clean.isEmpty() ? "_" : clean.substring(0, Math.min(clean.length(), 128));
	}

	private static Value value(Object value) {
		if (value instanceof Number number) {
			return new Value(number(number), "number");
		}
		return new Value(wellFormed(value.toString()), (value instanceof Boolean) ? "boolean" : "text");
	}

	private static String number(Number number) {
		String digits = number.toString();
		if (digits.contains("N") || digits.contains("I")) {
			return digits;
		}
		BigDecimal decimal = new BigDecimal(digits);
		BigDecimal rounded = (decimal.scale() > 6) ? decimal.setScale(6, RoundingMode.HALF_EVEN) : decimal;
		return (rounded.signum() != 0) ? rounded.stripTrailingZeros().toPlainString() : "0";
	}

	/**
	 * Put U+FFFD in the place of halves of surrogate pairs.
	 */
	static String wellFormed(String text) {
		return text.codePoints()
			.map((c) -> (c >= 0xd800 && c <= 0xdfff) ? 0xfffd : c)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private record Value(String text, String type) {

	}

}
