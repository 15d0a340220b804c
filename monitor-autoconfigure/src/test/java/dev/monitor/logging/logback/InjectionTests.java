package dev.monitor.logging.logback;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.monitor.metricline.L2metReader;
import net.logstash.logback.argument.StructuredArguments;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.BasicMarkerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing that somebody can get into an event begins another line or another pair, takes
 * the place of a pair, passes for a number of a metric line, or steers a terminal.
 */
class InjectionTests {

	private static final List<String> HOSTILE = List.of("x\nt=2026-11-21T09:30:00.000Z lvl=error ev=http msg=forged",
			"x\r\n{\"t\":\"2026-11-21T09:30:00.000Z\",\"lvl\":\"error\"}", "x\" lvl=error y=\"", "x\\\" lvl=error y=\"",
			"x\\", "x\",\"lvl\":\"error", "x\"}\n{\"lvl\":\"error\"}", "x source=evil measure#a=1", "measure#a",
			"count#a", "measure.a", "=", "a=b", "lvl", "source", "x\u001b]0;title\u0007\u001b[2J", "x\u009b2J",
			"a\u0085b\u2028c\u2029d", "a\u202egnp.exe\u2066", "\ufeffx", "x\0y", "x\ud800", "\udc00\ud800");

	private static final String UNSAFE = "(?s).*[\\p{Cntrl}\u0080-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
			+ "\ufeff\ufffd].*";

	private final WrittenEvents written = new WrittenEvents();

	@ParameterizedTest
	@EnumSource
	void nothingIsForged(Place place) {
		Collection<String> keys = new TreeSet<>(this.written.decode(place.event(this.written, "harmless")).keySet());
		for (String text : HOSTILE) {
			LoggingEvent event = place.event(this.written, text);
			Map<String, String> pairs = this.written.decode(event);
			assertThat(pairs).containsEntry("t", "2026-11-21T09:30:00.120Z")
				.containsEntry("ns", "orders")
				.containsEntry("lvl", "info")
				.containsEntry("ev", "message")
				.hasSameSizeAs(keys);
			assertThat(pairs.keySet()).allMatch((key) -> key.matches("[A-Za-z0-9_.-]+"));
			for (String format : List.of("kv", "json")) {
				String line = this.written.line(format, event);
				assertThat(line).endsWith("\n");
				assertThat(line.substring(0, line.length() - 1)).doesNotMatch(UNSAFE);
				assertThat(L2metReader.read(line)).isEmpty();
			}
		}
	}

	enum Place {

		MESSAGE {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				return written.event(text);
			}
		},

		ARGUMENT {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				return written.event("a {} b", text);
			}
		},

		STRUCTURED_ARGUMENT {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				return written.event("{}", StructuredArguments.kv(text, text));
			}
		},

		RAW_ARGUMENT {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				return written.event("x", StructuredArguments.raw(text, text));
			}
		},

		KEY {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				return withKeyValue(written, text, "v");
			}
		},

		VALUE {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				return withKeyValue(written, "k", text);
			}
		},

		KEY_IN_MAP {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				return withKeyValue(written, "k", Map.of(text, text));
			}
		},

		TEXT_IN_ARRAY {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				return withKeyValue(written, "k", List.of(text, Map.of(text, text)));
			}
		},

		CONTEXT_KEY {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				return written.event(Map.of(text, "v"), "x");
			}
		},

		CONTEXT_VALUE {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				return written.event(Map.of("k", text), "x");
			}
		},

		TRACE {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				return written.event(Map.of("traceId", text, "spanId", text), "x");
			}
		},

		MARKER {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				LoggingEvent event = written.event("x");
				event.addMarker(new BasicMarkerFactory().getDetachedMarker(text));
				return event;
			}
		},

		STRUCTURED_MARKER {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				LoggingEvent event = written.event("x");
				event.addMarker(Markers.append(text, text));
				return event;
			}
		},

		RAW_MARKER {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				LoggingEvent event = written.event("x");
				event.addMarker(Markers.appendRaw("raw", text));
				return event;
			}
		},

		LOGGER {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				LoggingEvent event = new LoggingEvent("fqcn", written.context.getLogger(text), Level.INFO, "x", null,
						null);
				event.setTimeStamp(written.event("x").getTimeStamp());
				event.setMDCPropertyMap(Map.of());
				return event;
			}
		},

		THREAD {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				LoggingEvent event = new LoggingEvent("fqcn", written.context.getLogger("a"), Level.INFO, "x", null,
						null);
				event.setTimeStamp(written.event("x").getTimeStamp());
				event.setMDCPropertyMap(Map.of());
				event.setThreadName(text);
				return event;
			}
		},

		EXCEPTION {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				Exception exception = new IllegalStateException(text, withoutFrames(new Error(text)));
				return withException(written, withoutFrames(exception));
			}
		},

		FRAME {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				Exception exception = new Exception("x");
				exception
					.setStackTrace(new StackTraceElement[] { new StackTraceElement("a" + text, "b" + text, text, 7) });
				return withException(written, exception);
			}
		},

		FAILURE_OF_A_VALUE {
			@Override
			LoggingEvent event(WrittenEvents written, String text) {
				return withKeyValue(written, "k", new Object[] { new Unprintable(text) });
			}
		};

		abstract LoggingEvent event(WrittenEvents written, String text);

		private static LoggingEvent withKeyValue(WrittenEvents written, String key, Object value) {
			LoggingEvent event = written.event("x");
			event.addKeyValuePair(new KeyValuePair(key, value));
			return event;
		}

		private static <T extends Throwable> T withoutFrames(T exception) {
			exception.setStackTrace(new StackTraceElement[0]);
			return exception;
		}

		private static LoggingEvent withException(WrittenEvents written, Exception exception) {
			LoggingEvent event = written.event("x");
			event.setThrowableProxy(new ThrowableProxy(exception));
			return event;
		}

	}

	/**
	 * Quotes its text when it fails.
	 *
	 * @param text the text
	 */
	record Unprintable(String text) {

		@Override
		public String text() {
			throw new IllegalStateException(this.text);
		}

	}

}
