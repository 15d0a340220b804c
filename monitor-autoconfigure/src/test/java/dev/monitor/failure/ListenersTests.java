package dev.monitor.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.monitor.CapturedLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Listeners}.
 */
class ListenersTests {

	private final List<String> heard = new ArrayList<>();

	@Test
	void allAreToldInOrder() {
		Listeners<Consumer<String>> listeners = new Listeners<>(
				List.of((text) -> this.heard.add("first " + text), (text) -> this.heard.add("second " + text)));
		listeners.add((text) -> this.heard.add("third " + text));
		listeners.tell((listener) -> listener.accept("hello"));
		assertThat(this.heard).containsExactly("first hello", "second hello", "third hello");
	}

	@Test
	void whatOneThrowsHarmsNobodyAndIsSaidOnce() {
		Listeners<Consumer<String>> listeners = new Listeners<>(List.of((text) -> {
			throw new StackOverflowError();
		}, this.heard::add));
		try (CapturedLog log = new CapturedLog(Listeners.class)) {
			listeners.tell((listener) -> listener.accept("one"));
			listeners.tell((listener) -> listener.accept("two"));
			assertThat(log.lines()).filteredOn((line) -> line.startsWith("WARN"))
				.singleElement()
				.asString()
				.contains(getClass().getSimpleName(), "failed");
		}
		assertThat(this.heard).containsExactly("one", "two");
	}

	@Test
	void nobodyListens() {
		Listeners<Consumer<String>> listeners = new Listeners<>(List.of());
		assertThat(listeners.isEmpty()).isTrue();
		listeners.add(this.heard::add);
		assertThat(listeners.isEmpty()).isFalse();
	}

}
