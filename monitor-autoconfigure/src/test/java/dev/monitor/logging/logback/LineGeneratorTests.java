package dev.monitor.logging.logback;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.spi.LoggingEvent;
import dev.monitor.logging.LogfmtReader;
import net.logstash.logback.argument.StructuredArgument;
import net.logstash.logback.argument.StructuredArguments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
	void aProviderThatFailsBeforeItsFirstNameHasAKeyAllTheSame() {
		StructuredArgument failing = (generator) -> {
			throw new IllegalStateException("secret");
		};
		LoggingEvent event = this.written.event(Map.of("after", "fine"), "x", failing);
		assertThat(this.written.decode(event)).containsEntry("thread", "main")
			.containsEntry("_", "!ERR java.lang.IllegalStateException")
			.containsEntry("after", "fine");
	}

	@Test
	void anErrorThatComesThroughHarmsNoLaterLine() {
		StructuredArgument failing = (generator) -> {
			generator.writeName("open");
			generator.writeStartObject();
			throw new Indescribable();
		};
		for (String form : List.of("kv", "json")) {
			EventFormatter formatter = this.written.formatter(form);
			LoggingEvent event = this.written.event("x");
			String whole = formatter.format(event);
			for (int i = 0; i < 3; i++) {
				assertThatThrownBy(() -> formatter.format(this.written.event("y", failing)))
					.isInstanceOf(StackOverflowError.class);
				assertThat(formatter.format(event)).isEqualTo(whole);
			}
		}
	}

	/**
	 * Wherever the stack overflows, even in what handles that.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "kv", "json" })
	void anOverflowOfTheStackHarmsNoOtherLine(String form) throws InterruptedException {
		EventFormatter formatter = this.written.formatter(form);
		LoggingEvent event = this.written.event(Map.of("after", "fine"), "m {}", 1);
		event.addKeyValuePair(new KeyValuePair("map", Map.of("list", List.of(1, "a"))));
		String whole = formatter.format(event);
		// a class that is first needed while the stack overflows would be lost for good
		StructuredArgument failing = (generator) -> {
			throw new IllegalStateException("secret");
		};
		assertThat(formatter.format(this.written.event("x {}", failing, new Failing()))).contains("!ERR");
		List<String> lines = new ArrayList<>();
		AtomicInteger overflows = new AtomicInteger();
		Thread thread = new Thread(null, () -> {
			overflow(() -> {
				try {
					lines.add(formatter.format(event));
				}
				catch (StackOverflowError ex) {
					overflows.incrementAndGet();
				}
			});
			lines.add(formatter.format(event));
		}, "overflowing", 512 * 1024);
		thread.start();
		thread.join();
		assertThat(overflows).hasPositiveValue();
		assertThat(lines).last().isEqualTo(whole);
		assertThat(lines).hasSizeGreaterThan(100).allSatisfy((line) -> {
			if (form.equals("kv")) {
				assertThat(LogfmtReader.read(line.getBytes(StandardCharsets.UTF_8))).containsKeys("t", "ns", "lvl",
						"ev");
			}
			else {
				assertThat(JsonMapper.shared().readTree(line).propertyNames()).contains("t", "ns", "lvl", "ev");
			}
		});
	}

	@SuppressWarnings("InfiniteRecursion")
	private static void overflow(Runnable work) {
		try {
			overflow(work);
		}
		catch (StackOverflowError ex) {
			// the caller is where there is room for a little more
		}
		work.run();
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
	void whatIsLongerThanAnyLineIsNotReadToItsEnd() {
		AtomicInteger asked = new AtomicInteger();
		List<Object> nothings = new AbstractList<>() {

			@Override
			public @Nullable Object get(int index) {
				asked.incrementAndGet();
				return null;
			}

			@Override
			public int size() {
				return 5_000_000;
			}

		};
		LoggingEvent event = this.written.event("x");
		event.addKeyValuePair(new KeyValuePair("list", nothings));
		assertThat(this.written.line("kv", event)).contains(" list=\"[null,null,");
		assertThat(asked).hasValueLessThan(100_000);
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

	/**
	 * Fails again where it is told of.
	 */
	static final class Indescribable extends JacksonException {

		private static final long serialVersionUID = 1L;

		Indescribable() {
			super("secret");
		}

		@Override
		public synchronized Throwable getCause() {
			throw new StackOverflowError("secret");
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
