package dev.monitor.meter.label;

import java.nio.charset.StandardCharsets;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShortValues}.
 */
class ShortValuesTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	ShortValuesTests() {
		this.registry.config().meterFilter(new ShortValues());
	}

	@Test
	void aLongValueIsCutAndTheOthersAreKept() {
		Counter counter = this.registry.counter("orders", "note", "x".repeat(100_000), "shop", "a");
		assertThat(counter.getId().getTag("note")).hasSize(500).isEqualTo("x".repeat(497) + "...");
		assertThat(counter.getId().getTag("shop")).isEqualTo("a");
	}

	@Test
	void aValueOfTheGreatestLengthStays() {
		String value = "x".repeat(500);
		assertThat(this.registry.counter("orders", "note", value).getId().getTag("note")).isSameAs(value);
	}

	@Test
	void valuesThatBeginAlikeCountTogether() {
		this.registry.counter("orders", "note", "x".repeat(600) + "a").increment();
		this.registry.counter("orders", "note", "x".repeat(600) + "b").increment();
		assertThat(this.registry.get("orders").counters()).singleElement().extracting(Counter::count).isEqualTo(2.0);
	}

	@Test
	void noCharacterIsCutInTwo() {
		String value = "x".repeat(496) + "\uD83D\uDE00".repeat(100);
		assertThat(this.registry.counter("orders", "note", value).getId().getTag("note"))
			.isEqualTo("x".repeat(496) + "...");
	}

	@Test
	void aCutValueIsShortInBytesToo() {
		String cut = this.registry.counter("orders", "note", "\u20AC".repeat(1000)).getId().getTag("note");
		assertThat(cut).isNotNull();
		assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isLessThan(2048);
	}

}
