package dev.monitor.status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StatusSectionTests {

	@Test
	void numbersKeepTheirOrderAndDoNotChangeLater() {
		Map<String, Number> numbers = new LinkedHashMap<>(Map.of("loads", 3));
		numbers.put("connections", 1L);
		StatusSection section = StatusSection.ofNumbers(numbers);
		numbers.clear();
		assertThat(section.numbers().keySet()).containsExactly("loads", "connections");
		assertThat(section.rows()).isEmpty();
	}

	@Test
	void aRowHasATextForEachColumn() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new StatusSection(Map.of(), List.of("gate", "state"), List.of(List.of("warmup"))))
			.withMessageContaining("1 texts");
	}

}
