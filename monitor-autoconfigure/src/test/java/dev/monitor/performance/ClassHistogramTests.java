package dev.monitor.performance;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClassHistogram}.
 */
class ClassHistogramTests {

	@Test
	void namesAreThoseOfTheSource() {
		StatusSection section = ClassHistogram.parse("""
				 num     #instances         #bytes  class name (module)
				-------------------------------------------------------
				   1:         62803        6107848  [B (java.base@17.0.15)
				   2:         19019        1825824  [[J (java.base@17.0.15)
				   3:           300           4800  [Ljava.lang.String; (java.base@17.0.15)
				   4:             2             48  app.Order
				Total         82124        7938520
				""");
		assertThat(section.numbers()).containsEntry("instances", 82124L).containsEntry("bytes", 7938520L);
		assertThat(section.rows()).extracting(StatusRow::name)
			.containsExactly("byte[]", "long[][]", "java.lang.String[]", "app.Order");
		assertThat(section.rows().get(0).numbers()).containsEntry("instances", 62803L).containsEntry("bytes", 6107848L);
	}

	@Test
	void thereAreTwoHundredRowsAtMost() {
		String lines = IntStream.rangeClosed(1, 300)
			.mapToObj((number) -> " %d: 1 16 app.Order%d%n".formatted(number, number))
			.collect(Collectors.joining());
		assertThat(ClassHistogram.parse(lines + "Total 300 4800\n").rows()).hasSize(200);
	}

	@Test
	void theJvmCountsWhatIsThere() {
		Kept[] kept = IntStream.range(0, 100_000).mapToObj((number) -> new Kept()).toArray(Kept[]::new);
		StatusSection section = ClassHistogram.take();
		assertThat(section.rows()).filteredOn((row) -> row.name().equals(Kept.class.getName()))
			.singleElement()
			.satisfies((row) -> assertThat(Objects.requireNonNull(row.numbers().get("instances")).intValue())
				.isGreaterThanOrEqualTo(kept.length));
	}

	private static final class Kept {

	}

}
