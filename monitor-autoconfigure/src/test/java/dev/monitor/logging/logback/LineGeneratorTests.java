package dev.monitor.logging.logback;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ch.qos.logback.classic.spi.LoggingEvent;
import dev.monitor.logging.LogfmtReader;
import net.logstash.logback.argument.StructuredArgument;
import net.logstash.logback.argument.StructuredArguments;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LineGenerator}: no event is lost, whatever its values do.
 */
class LineGeneratorTests {

	private final WrittenEvents written = new WrittenEvents();

	@Test
	void aValueThatFailsDoesNotLoseTheEvent() {
		LoggingEvent event = this.written.event("msg {}", new Failing());
		event.addKeyValuePair(new KeyValuePair("failing", new Failing()));
		event.addKeyValuePair(new KeyValuePair("getter", new FailingGetter()));
		event.addKeyValuePair(new KeyValuePair("inMap", Map.of("sub", new FailingGetter())));
		event.addKeyValuePair(new KeyValuePair("inList", List.of("a", new FailingGetter())));
		event.addKeyValuePair(new KeyValuePair("after", "fine"));
		assertThat(this.written.decode(event)).containsEntry("msg", "msg [FAILED toString()]")
			.containsEntry("failing", "!ERR java.lang.AssertionError")
			.containsEntry("getter", "!ERR java.lang.IllegalStateException")
			.containsEntry("inMap.sub", "!ERR java.lang.IllegalStateException")
			.containsEntry("inList", "!ERR java.lang.IllegalStateException")
			.containsEntry("after", "fine");
	}

	@Test
	void aProviderThatFailsDoesNotLoseTheEvent() {
		StructuredArgument failing = (generator) -> {
			generator.writeName("broken");
			throw new IllegalStateException("secret");
		};
		StructuredArgument failingInside = (generator) -> {
			generator.writeName("open");
			generator.writeStartObject();
			generator.writeName("array");
			generator.writeStartArray();
			generator.writeString("a");
			throw new IllegalStateException("secret");
		};
		LoggingEvent event = this.written.event(Map.of("after", "fine"), "x", failing);
		assertThat(this.written.decode(event)).containsEntry("broken", "!ERR java.lang.IllegalStateException")
			.containsEntry("after", "fine");
		assertThat(this.written.decode(this.written.event("x", failingInside))).containsEntry("open.array", "[\"a\"]")
			.containsEntry("_", "!ERR java.lang.IllegalStateException");
	}

	@Test
	void whatContainsItselfEnds() {
		Map<String, Object> map = new HashMap<>();
		map.put("self", map);
		map.put("a", 1);
		List<Object> list = new ArrayList<>();
		list.add(list);
		list.add(list);
		LoggingEvent event = this.written.event("x");
		event.addKeyValuePair(new KeyValuePair("map", map));
		event.addKeyValuePair(new KeyValuePair("list", list));
		assertThat(this.written.decode(event)).containsEntry("map.a", "1")
			.containsEntry("map.self", "!ERR java.lang.IllegalStateException")
			.hasEntrySatisfying("list", (value) -> assertThat(value).startsWith("!ERR "));
	}

	@Test
	void rawJsonThatIsNoneIsAText() {
		assertThat(
				this.written.decode(this.written.event("x", StructuredArguments.raw("raw", "1}\n{\"lvl\":\"error\""))))
			.containsEntry("raw", "1}\n{\"lvl\":\"error\"");
	}

	@Test
	void valuesLongerThanAnyLineAreCut() {
		LoggingEvent event = this.written.event("m".repeat(70_000));
		event.addKeyValuePair(new KeyValuePair("list", new ArrayList<>(Collections.nCopies(1_000_000, 1))));
		for (String format : List.of("kv", "json")) {
			String line = this.written.line(format, event);
			assertThat(line).hasSizeLessThanOrEqualTo(9900).contains("truncated").endsWith("\n");
		}
		this.written.decodeKv(event);
	}

	@Test
	void threadsDoNotMixTheirLines() throws Exception {
		EventFormatter formatter = this.written.formatter("kv");
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Callable<Integer>> tasks = new ArrayList<>();
			for (int task = 0; task < 32; task++) {
				String text = ("task " + task + " ").repeat(task + 1);
				tasks.add(() -> {
					for (int i = 0; i < 500; i++) {
						byte[] line = formatter.formatAsBytes(this.written.event(text), StandardCharsets.UTF_8);
						assertThat(LogfmtReader.read(line)).containsEntry("msg", text);
					}
					return 500;
				});
			}
			for (Future<Integer> done : threads.invokeAll(tasks)) {
				assertThat(done.get()).isEqualTo(500);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	static final class Failing {

		@Override
		public String toString() {
			throw new AssertionError("secret");
		}

	}

	static final class FailingGetter {

		@SuppressWarnings("DoNotCallSuggester")
		public String getName() {
			throw new IllegalStateException("secret");
		}

	}

}
