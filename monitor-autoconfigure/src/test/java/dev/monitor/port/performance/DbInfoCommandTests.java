package dev.monitor.port.performance;

import java.util.List;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DbInfoCommand}.
 */
class DbInfoCommandTests {

	@Test
	void fourNumbersOfTheInterval() {
		assertThat(run(FakeStatus.db("orders", "archives"))).isEqualTo("300 2 3 6");
		assertThat(run(FakeStatus.db("orders", "archives"), "archives", "1")).isEqualTo("1 2 3 8");
		assertThat(run(FakeStatus.rows("db", StatusRow.of("orders").with("stores", 5)))).isEqualTo("-1 5 -1 -1");
	}

	@Test
	void whatIsWrongIsTold() {
		assertThatIllegalArgumentException().isThrownBy(() -> run(FakeStatus.of("instance", "uptime", 1)))
			.withMessage("There is no data source");
		assertThatIllegalArgumentException().isThrownBy(() -> run(FakeStatus.db()))
			.withMessage("There is no data source");
		assertThatIllegalArgumentException().isThrownBy(() -> run(FakeStatus.db("orders"), "Orders"))
			.withMessage("There is no data source 'Orders'. There are: orders");
		assertThatIllegalArgumentException().isThrownBy(() -> run(FakeStatus.db("orders"), "-", "x"))
			.withMessage("seconds must be a whole number from 1 to 3600, not 'x'");
		assertThatIllegalArgumentException().isThrownBy(() -> run(FakeStatus.db("orders"), "-", "1", "2"))
			.withMessage("dbinfo takes [db] [seconds] only");
	}

	private static String run(StatusSource source, String... arguments) {
		return new DbInfoCommand(FakeStatus.sources(source)).run(List.of(arguments));
	}

}
