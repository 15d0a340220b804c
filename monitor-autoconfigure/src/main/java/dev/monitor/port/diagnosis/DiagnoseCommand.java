package dev.monitor.port.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.monitor.port.Arguments;
import dev.monitor.port.MonitorCommand;
import dev.monitor.port.Negative;
import dev.monitor.status.Diagnostic;
import dev.monitor.status.DiagnosticAnswer;
import dev.monitor.status.DiagnosticAnswer.State;
import dev.monitor.status.DiagnosticResult;
import dev.monitor.status.Diagnostics;

/**
 * Prints what is wrong with databases. Waits for answers for as long as its client does,
 * and says which of them are still to come.
 */
public final class DiagnoseCommand implements MonitorCommand {

	private static final Duration PATIENCE = Duration.ofSeconds(4);

	private static final long PAUSE_MILLIS = 20;

	private static final String PRIMARY = "-";

	/**
	 * What every database can be asked; until it was answered nobody knows what else.
	 */
	private static final String SERVER = "server";

	private final Supplier<Diagnostics> diagnostics;

	private final Duration patience;

	/**
	 * Create the command.
	 * @param diagnostics has databases asked, looked up when a client asks
	 */
	public DiagnoseCommand(Supplier<Diagnostics> diagnostics) {
		this(diagnostics, PATIENCE);
	}

	DiagnoseCommand(Supplier<Diagnostics> diagnostics, Duration patience) {
		this.diagnostics = diagnostics;
		this.patience = patience;
	}

	@Override
	public String name() {
		return "dbdiagnose";
	}

	@Override
	public String summary() {
		return "Asks a database what is wrong with it: all diagnostics, or the rows of one";
	}

	@Override
	public String arguments() {
		return "[db] [name]";
	}

	@Override
	public String details() {
		return """
				db is the name of a data source, - the first one. The database is asked in a
				transaction that only reads; an answer is kept for 30 seconds. A diagnostic that
				takes longer than four seconds is running: ask again.
				""";
	}

	@Override
	public String run(List<String> arguments) throws InterruptedException {
		Arguments.expectAtMost(2, this, arguments);
		Diagnostics asked = this.diagnostics.get();
		String database = database(asked, arguments.isEmpty() ? PRIMARY : arguments.get(0));
		long end = System.nanoTime() + this.patience.toNanos();
		await(end, () -> asked.ask(database, SERVER, false).state() != State.RUNNING);
		return (arguments.size() == 2) ? one(asked, database, arguments.get(1), end) : all(asked, database, end);
	}

	private static String database(Diagnostics asked, String name) {
		List<String> databases = asked.databases();
		if (databases.isEmpty()) {
			throw new IllegalArgumentException("There is no data source");
		}
		if (name.equals(PRIMARY)) {
			return databases.get(0);
		}
		if (!databases.contains(name)) {
			throw new IllegalArgumentException(
					"There is no data source '%s'. There are: %s".formatted(name, String.join(", ", databases)));
		}
		return name;
	}

	private String one(Diagnostics asked, String database, String name, long end) throws InterruptedException {
		List<String> names = asked.of(database).stream().map(Diagnostic::name).toList();
		if (!names.contains(name)) {
			throw new IllegalArgumentException("There is no diagnostic '%s' of '%s'. There are: %s".formatted(name,
					database, String.join(", ", names)));
		}
		await(end, () -> asked.ask(database, name, false).state() != State.RUNNING);
		DiagnosticAnswer answer = asked.ask(database, name, false);
		DiagnosticResult result = answer.result();
		return (result != null) ? Report.of(result) : Negative.error(name + ": " + Report.missing(answer));
	}

	private String all(Diagnostics asked, String database, long end) throws InterruptedException {
		Predicate<DiagnosticAnswer> known = (answer) -> answer.state() != State.RUNNING;
		await(end, () -> asked.askAll(database, false).stream().allMatch(known));
		return Report.of(database, asked.askAll(database, false));
	}

	private static void await(long end, BooleanSupplier condition) throws InterruptedException {
		while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
			Thread.sleep(PAUSE_MILLIS);
		}
	}

}
