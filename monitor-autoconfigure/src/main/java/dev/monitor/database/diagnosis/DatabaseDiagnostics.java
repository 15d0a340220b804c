package dev.monitor.database.diagnosis;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

import dev.monitor.failure.FailureReason;
import dev.monitor.status.Diagnostic;
import dev.monitor.status.DiagnosticAnswer;
import dev.monitor.status.DiagnosticResult;
import dev.monitor.status.Diagnostics;
import org.jspecify.annotations.Nullable;

/**
 * {@link Diagnostics} that asks one question at a time, on a thread that is there only
 * meanwhile, and keeps an answer for 30 seconds. Thread-safe.
 */
public final class DatabaseDiagnostics implements Diagnostics, AutoCloseable {

	private static final Duration KEPT = Duration.ofSeconds(30);

	private static final Diagnostic UNKNOWN_SERVER = new Diagnostic(DiagnosedDatabases.SERVER, "Server",
			"Which database it is", "", "");

	private final Map<Question, Outcome> outcomes = new HashMap<>();

	private final DiagnosedDatabases databases;

	private final ExecutorService thread;

	private final LongSupplier nanoTime;

	/**
	 * Create without asking.
	 * @param databases the databases
	 * @param thread the one thread on which they are asked
	 * @param nanoTime nanoseconds, never going back
	 */
	public DatabaseDiagnostics(DiagnosedDatabases databases, ExecutorService thread, LongSupplier nanoTime) {
		this.databases = databases;
		this.thread = thread;
		this.nanoTime = nanoTime;
	}

	@Override
	public List<String> databases() {
		return this.databases.names();
	}

	@Override
	public List<Diagnostic> of(String database) {
		if (!databases().contains(database)) {
			return List.of();
		}
		List<Diagnostic> known = this.databases.diagnostics(database);
		return known.isEmpty() ? List.of(UNKNOWN_SERVER) : known;
	}

	@Override
	public DiagnosticAnswer ask(String database, String name, boolean showValues) {
		if (!databases().contains(database)) {
			return missing(name, "There is no such database, but " + databases());
		}
		List<Diagnostic> known = this.databases.diagnostics(database);
		if (known.isEmpty()) {
			return ask(new Question(database, DiagnosedDatabases.SERVER, false), name);
		}
		List<String> names = known.stream().map(Diagnostic::name).toList();
		return names.contains(name) ? ask(new Question(database, name, showValues), name)
				: missing(name, "There is no such diagnostic of this database, but " + names);
	}

	@Override
	public List<DiagnosticAnswer> askAll(String database, boolean showValues) {
		return of(database).stream().map((diagnostic) -> ask(database, diagnostic.name(), showValues)).toList();
	}

	/**
	 * Stop asking. A question under way is interrupted.
	 */
	@Override
	public void close() {
		this.thread.shutdownNow();
	}

	private static DiagnosticAnswer missing(String name, String reason) {
		return DiagnosticAnswer.failed(name, Duration.ZERO, reason);
	}

	/**
	 * Answer for a name. That is the one of the question, but for a database that has to
	 * be reached first: it runs until then, and fails if that does.
	 */
	private synchronized DiagnosticAnswer ask(Question question, String name) {
		long now = this.nanoTime.getAsLong();
		this.outcomes.values().removeIf((outcome) -> outcome.isOver() && now - outcome.at() > KEPT.toNanos());
		Outcome outcome = this.outcomes.get(question);
		if (outcome == null) {
			return begin(question, name);
		}
		boolean other = outcome.result() != null && !question.name().equals(name);
		return other ? DiagnosticAnswer.running(name) : outcome.answer(name, Duration.ofNanos(now - outcome.at()));
	}

	private DiagnosticAnswer begin(Question question, String name) {
		try {
			this.thread.execute(() -> run(question));
			this.outcomes.putIfAbsent(question, Outcome.RUNNING);
			return DiagnosticAnswer.running(name);
		}
		catch (RejectedExecutionException ex) {
			return missing(name, "The application is stopping");
		}
	}

	private void run(Question question) {
		DiagnosticResult result = null;
		String reason = "";
		try {
			result = this.databases.ask(question);
		}
		catch (Throwable ex) {
			reason = FailureReason.of(ex);
		}
		synchronized (this) {
			this.outcomes.put(question, new Outcome(result, reason, this.nanoTime.getAsLong()));
		}
	}

	/**
	 * How a question ended, or that it did not yet.
	 *
	 * @param result the result, if there is one
	 * @param reason why there is none
	 * @param at when it ended
	 */
	private record Outcome(@Nullable DiagnosticResult result, String reason, long at) {

		private static final Outcome RUNNING = new Outcome(null, "", 0);

		boolean isOver() {
			return this.result != null || !this.reason.isEmpty();
		}

		DiagnosticAnswer answer(String name, Duration age) {
			if (!isOver()) {
				return DiagnosticAnswer.running(name);
			}
			return (this.result != null) ? DiagnosticAnswer.answered(name, age, this.result)
					: DiagnosticAnswer.failed(name, age, this.reason);
		}

	}

}
