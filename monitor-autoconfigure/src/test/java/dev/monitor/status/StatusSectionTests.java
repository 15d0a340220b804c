package dev.monitor.status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class StatusSectionTests {

	@Test
	void numbersKeepTheirOrderAndDoNotChangeLater() {
		Map<String, Number> numbers = new LinkedHashMap<>(Map.of("loads", 3));
		numbers.put("connections", 1L);
		StatusSection section = new StatusSection(numbers, List.of()).with("conflicts", 0);
		numbers.clear();
		assertThat(section.numbers().keySet()).containsExactly("loads", "connections", "conflicts");
		assertThat(section.rows()).isEmpty();
	}

	@Test
	void numbersAndTextsOfARowKeepTheirTypesAndOrder() {
		StatusRow row = StatusRow.of("warmup").with("since", "12:00").with("state", "open").with("held", 1.5);
		assertThat(row.numbers()).containsExactly(Map.entry("held", 1.5));
		assertThat(row.texts()).containsExactly(Map.entry("since", "12:00"), Map.entry("state", "open"));
		assertThat(StatusSection.EMPTY.with("gates", 1).with(List.of(row)).rows()).containsExactly(row);
	}

	@Test
	void aSourceWithoutANameHarmsNoOther() {
		StatusSource nameless = mock();
		given(nameless.name()).willThrow(new IllegalStateException("no name"));
		StatusSource orders = mock();
		given(orders.name()).willReturn("orders");
		assertThat(new StatusSources(List.of(nameless, mock(), orders)).all()).containsExactly(orders);
	}

	@Test
	void aRowHasTheNamesOfTheFirst() {
		StatusRow row = StatusRow.of("warmup").with("state", "open").with("held", 1);
		StatusRow other = StatusRow.of("startup").with("state", 2).with("held", 1);
		assertThatIllegalArgumentException().isThrownBy(() -> StatusSection.EMPTY.with(List.of(row, other)))
			.withMessageContaining("startup")
			.withMessageContaining("has other names than");
	}

}
