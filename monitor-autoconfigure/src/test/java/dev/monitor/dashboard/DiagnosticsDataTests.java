package dev.monitor.dashboard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.monitor.http.JsonObject;
import dev.monitor.status.Diagnostic;
import dev.monitor.status.DiagnosticAnswer;
import dev.monitor.status.DiagnosticColumn;
import dev.monitor.status.DiagnosticResult;
import dev.monitor.status.Diagnostics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DiagnosticsDataTests {

	private final Known known = new Known();

	private DiagnosticAnswer answer = DiagnosticAnswer.running("tables");

	@Test
	void theTabNamesTheDatabases() {
		assertThat(write("", AccessLevel.VIEW)).isEqualTo("{\"tab\":1,\"databases\":[\"a/b\",\"orders\"]}");
		assertThat(this.known.asked).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders", "orders/", "a/b", "a/b/" })
	void whatADatabaseCanBeAskedIsAskedOfNobody(String selection) {
		assertThat(write(selection, AccessLevel.VIEW)).isEqualTo("""
				{"diagnostics":[{"name":"server","title":"Server","tells":"Which","threshold":"","remedy":""},\
				{"name":"tables","title":"Tables","tells":"How big","threshold":"1 GB","remedy":"VACUUM"}]}""");
		assertThat(this.known.asked).isEmpty();
	}

	@Test
	void severalAreAskedAtOnceAndNobodyWaits() {
		assertThat(write("a/b/tables,server,nothing", AccessLevel.VIEW))
			.endsWith("\"answers\":[{\"name\":\"tables\",\"state\":\"running\",\"age\":0.0,\"reason\":\"\"},"
					+ "{\"name\":\"tables\",\"state\":\"running\",\"age\":0.0,\"reason\":\"\"}]}");
		assertThat(this.known.asked).containsExactly("a/b server false", "a/b tables false");
	}

	@Test
	void anAnswerHasFindingsNotesAndRowsWithUnits() {
		List<DiagnosticColumn> columns = List.of(DiagnosticColumn.of("table"), DiagnosticColumn.of("size [bytes]"),
				DiagnosticColumn.of("in state [s]"), DiagnosticColumn.of("used [%]"));
		this.answer = DiagnosticAnswer.answered("tables", Duration.ofMillis(1500), new DiagnosticResult(columns,
				List.of(Arrays.asList("<b>", 7L, null, 1.5)), true, List.of("Too big"), List.of("GRANT all TO me")));
		assertThat(write("orders/tables", AccessLevel.VIEW)).endsWith("""
				"answers":[{"name":"tables","state":"answered","age":1.5,"reason":"","findings":["Too big"],\
				"notes":["GRANT all TO me"],"columns":["table","size_bytes","in state_seconds","used in %"],\
				"rows":[["<b>",7,null,1.5]],"more":1}]}""");
		this.answer = DiagnosticAnswer.failed("tables", Duration.ofSeconds(2), "pool exhausted");
		assertThat(write("orders/tables", AccessLevel.VIEW))
			.endsWith("[{\"name\":\"tables\",\"state\":\"failed\",\"age\":2.0,\"reason\":\"pool exhausted\"}]}");
	}

	@ParameterizedTest
	@CsvSource({ "true, OPERATE, true", "true, VIEW, false", "false, OPERATE, false", "false, VIEW, false" })
	void textsOfStatementsAreForOperatorsWhereThePropertySaysSo(boolean property, AccessLevel level, boolean shown) {
		new DiagnosticsData((selection, any) -> null, this.known, property).write("orders/tables", level);
		assertThat(this.known.asked).containsExactly("orders tables " + shown);
	}

	@ParameterizedTest
	@ValueSource(strings = { "other", "other/tables", "orders/nothing", "orders/,", "/", "/tables", "a", "a/tables",
			"b", "orders/tables/x" })
	void whatIsNotThereIsNotFound(String selection) {
		assertThat(new DiagnosticsData((any, level) -> null, this.known, true).write(selection, AccessLevel.OPERATE))
			.isNull();
		assertThat(this.known.asked).isEmpty();
	}

	private String write(String selection, AccessLevel level) {
		PageData tab = (any, anybody) -> new JsonObject().with("tab", 1);
		return String.valueOf(new DiagnosticsData(tab, this.known, true).write(selection, level));
	}

	private final class Known implements Diagnostics {

		private final List<String> asked = new ArrayList<>();

		@Override
		public List<String> databases() {
			return List.of("a/b", "orders");
		}

		@Override
		public List<Diagnostic> of(String database) {
			return List.of(new Diagnostic("server", "Server", "Which", "", ""),
					new Diagnostic("tables", "Tables", "How big", "1 GB", "VACUUM"));
		}

		@Override
		public DiagnosticAnswer ask(String database, String name, boolean showValues) {
			this.asked.add(database + ' ' + name + ' ' + showValues);
			return DiagnosticsDataTests.this.answer;
		}

		@Override
		public List<DiagnosticAnswer> askAll(String database, boolean showValues) {
			throw new UnsupportedOperationException();
		}

	}

}
