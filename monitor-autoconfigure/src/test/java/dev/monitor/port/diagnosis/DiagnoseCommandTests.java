package dev.monitor.port.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.monitor.status.Diagnostic;
import dev.monitor.status.DiagnosticAnswer;
import dev.monitor.status.DiagnosticColumn;
import dev.monitor.status.DiagnosticResult;
import dev.monitor.status.Diagnostics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DiagnoseCommandTests {

	private final Fake databases = new Fake("orders", "archive");

	private final DiagnoseCommand command = new DiagnoseCommand(() -> this.databases, Duration.ofMillis(200));

	@Test
	void findingsOfAllAreLinesAndTheLastOneCounts() throws InterruptedException {
		this.databases.answer("server", result(List.of(), List.of()));
		this.databases.answer("indexes", result(List.of("Index b duplicates a: drop one"), List.of()));
		this.databases.answer("sessions", result(List.of(), List.of("Hidden sessions: 1")));
		this.databases.fail("locks", "Timeout");
		assertThat(this.command.run(List.of())).isEqualTo("""
				indexes: Index b duplicates a: drop one
				sessions: Hidden sessions: 1
				locks: Timeout
				orders: 4 diagnostics, findings: 1
				""");
		assertThat(this.command.run(List.of("archive"))).endsWith("archive: 4 diagnostics, findings: 1\n");
	}

	@Test
	void oneIsATable() throws InterruptedException {
		this.databases.answer("server", result(List.of(), List.of()));
		this.databases.answer("indexes", result(List.of("Drop b"), List.of("Ask for rights")));
		assertThat(this.command.run(List.of("-", "indexes"))).isEqualTo("""
				name | size [bytes]
				a | 7
				b | -
				note: There are more rows
				finding: Drop b
				note: Ask for rights
				""");
	}

	@Test
	void whatDoesNotAnswerInTimeIsSaidToBeRunning() throws InterruptedException {
		this.databases.answer("server", result(List.of(), List.of()));
		this.databases.run("locks");
		assertThat(this.command.run(List.of("orders", "locks")))
			.isEqualTo("Error: locks: The database has not answered yet. Ask again.");
		assertThat(this.command.run(List.of("orders"))).isEqualTo("""
				locks: The database has not answered yet. Ask again.
				orders: 2 diagnostics, findings: 0
				""");
	}

	@Test
	void aFailureIsOneLineThatDoesNotContainOk() throws InterruptedException {
		this.databases.fail("server", "Pool is NOT OK");
		assertThat(this.command.run(List.of("orders", "server"))).isEqualTo("Error: server: Pool is NOT Ok");
	}

	@Test
	void unknownNamesAreErrorsThatTellTheKnownOnes() {
		this.databases.answer("server", result(List.of(), List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> this.command.run(List.of("none")))
			.withMessage("There is no data source 'none'. There are: orders, archive");
		assertThatIllegalArgumentException().isThrownBy(() -> this.command.run(List.of("orders", "none")))
			.withMessage("There is no diagnostic 'none' of 'orders'. There are: server");
		assertThatIllegalArgumentException().isThrownBy(() -> this.command.run(List.of("orders", "server", "x")))
			.withMessage("dbdiagnose takes [db] [name] only");
		assertThatIllegalArgumentException().isThrownBy(() -> new DiagnoseCommand(Fake::new).run(List.of()))
			.withMessage("There is no data source");
	}

	private static DiagnosticResult result(List<String> findings, List<String> notes) {
		return new DiagnosticResult(List.of(DiagnosticColumn.of("name"), DiagnosticColumn.of("size [bytes]")),
				List.of(List.of("a", 7L), Arrays.asList("b", null)), true, findings, notes);
	}

	private static final class Fake implements Diagnostics {

		private final List<String> names;

		private final Map<String, DiagnosticAnswer> answers = new LinkedHashMap<>();

		Fake(String... names) {
			this.names = List.of(names);
		}

		void answer(String name, DiagnosticResult result) {
			this.answers.put(name, DiagnosticAnswer.answered(name, Duration.ZERO, result));
		}

		void fail(String name, String reason) {
			this.answers.put(name, DiagnosticAnswer.failed(name, Duration.ZERO, reason));
		}

		void run(String name) {
			this.answers.put(name, DiagnosticAnswer.running(name));
		}

		@Override
		public List<String> databases() {
			return this.names;
		}

		@Override
		public List<Diagnostic> of(String database) {
			return this.answers.keySet().stream().map((name) -> new Diagnostic(name, "", "", "", "")).toList();
		}

		@Override
		public DiagnosticAnswer ask(String database, String name, boolean showValues) {
			assertThat(showValues).isFalse();
			return this.answers.getOrDefault(name, DiagnosticAnswer.failed(name, Duration.ZERO, "There is none"));
		}

		@Override
		public List<DiagnosticAnswer> askAll(String database, boolean showValues) {
			return new ArrayList<>(this.answers.values());
		}

	}

}
