package dev.monitor.job;

import java.util.stream.Stream;

import dev.monitor.SameMoment;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BoundedNames}.
 */
class BoundedNamesTests {

	private final BoundedNames names = new BoundedNames(2);

	@Test
	void theFirstNamesStayAndOthersStandTogether() {
		assertThat(Stream.of("a", "b", "c", "a").map(this.names::of)).containsExactly("a", "b", BoundedNames.OTHER,
				"a");
	}

	@Test
	void threadsThatBringANewNameAtTheSameTimeBothGetIt() {
		assertThat(SameMoment.ofTwo(this.names, () -> this.names.of("a"))).containsExactly("a", "a");
	}

}
