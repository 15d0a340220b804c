package dev.monitor.benchmarks.logging;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.monitor.event.EventKind;
import dev.monitor.event.EventMarker;
import dev.monitor.event.EventPairs;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Events that are written. Monitor's own kinds are markers to its encoders, as they are
 * in an application, and the same pairs as key-values of SLF4J to all others.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum LogEvent {

	/**
	 * What applications log most of the time.
	 */
	MESSAGE("message", Level.INFO, "Started Application in 1.234 seconds"),

	/**
	 * A request, five keys that every line has and nine of its own.
	 */
	HTTP("http", Level.INFO, "GET /api/orders/4711 200", EventKind.of("http")),

	/**
	 * An exception with a stack of 60 frames.
	 */
	ERROR("error", Level.ERROR, "The order could not be stored"),

	/**
	 * Six numbers.
	 */
	METRIC("metric line", Level.INFO, "memory", new EventKind("metric", true));

	private static final int FRAMES = 60;

	private final String label;

	@SuppressWarnings("ImmutableEnumChecker") // a constant of Logback
	private final Level level;

	private final String message;

	private final @Nullable EventKind kind;

	LogEvent(String label, Level level, String message) {
		this(label, level, message, null);
	}

	LogEvent(String label, Level level, String message, @Nullable EventKind kind) {
		this.label = label;
		this.level = level;
		this.message = message;
		this.kind = kind;
	}

	String label() {
		return this.label;
	}

	/**
	 * Create the event.
	 * @param context Logback's context
	 * @param marked whether it goes to Monitor's encoders
	 */
	LoggingEvent create(LoggerContext context, boolean marked) {
		Throwable failure = (this == ERROR) ? failure() : null;
		LoggingEvent event = new LoggingEvent(LogEvent.class.getName(),
				context.getLogger("com.example.orders.OrderService"), this.level, this.message, failure, null);
		event.setThreadName("http-nio-8080-exec-7");
		event.setMDCPropertyMap(Map.of());
		if (this.kind != null && marked) {
			event.addMarker(new PairsMarker(this.kind, pairs()));
		}
		else if (this.kind != null) {
			pairs().forEach((key, value) -> event.addKeyValuePair(new KeyValuePair(key, value)));
		}
		return event;
	}

	private Map<String, Object> pairs() {
		Map<String, Object> pairs = new LinkedHashMap<>();
		if (this == HTTP) {
			pairs.put("port", 8080L);
			pairs.put("url", "/api/orders/4711?expand=lines&page=2");
			pairs.put("method", "GET");
			pairs.put("httpStatus", 200L);
			pairs.put("contentType", "application/json");
			pairs.put("remoteAddr", "203.0.113.7");
			pairs.put("nBytes", 5123L);
			pairs.put("timeTaken", 12L);
			pairs.put("traceId", "0af7651916cd43dd8448eb211c80319c");
		}
		else {
			for (String name : new String[] { "total", "rss", "cache", "swap", "free", "peak" }) {
				pairs.put("sample#memory_" + name, new BigDecimal("212.40"));
			}
		}
		return pairs;
	}

	private static Throwable failure() {
		Throwable failure = new IllegalStateException("Could not commit: connection reset by peer");
		StackTraceElement[] frames = new StackTraceElement[FRAMES];
		for (int i = 0; i < FRAMES; i++) {
			frames[i] = new StackTraceElement("com.example.orders.layer" + i % 7 + ".OrderRepositoryImplementation",
					"saveAndFlush" + i, "OrderRepositoryImplementation.java", 100 + i);
		}
		failure.setStackTrace(frames);
		return failure;
	}

	private static final class PairsMarker extends EventMarker {

		private final Map<String, Object> pairs;

		PairsMarker(EventKind kind, Map<String, Object> pairs) {
			super(kind);
			this.pairs = pairs;
		}

		@Override
		public void describe(EventPairs target) {
			this.pairs.forEach((key, value) -> {
				if (value instanceof BigDecimal number) {
					target.addNumber(key, number);
				}
				else if (value instanceof Long number) {
					target.add(key, number.longValue());
				}
				else {
					target.add(key, value.toString());
				}
			});
		}

	}

}
