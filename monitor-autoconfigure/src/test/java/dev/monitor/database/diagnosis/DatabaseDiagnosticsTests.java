package dev.monitor.database.diagnosis;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.monitor.status.Diagnostic;
import dev.monitor.status.DiagnosticAnswer;
import dev.monitor.status.DiagnosticAnswer.State;
import dev.monitor.status.DiagnosticResult;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link DatabaseDiagnostics} of databases that are none.
 */
class DatabaseDiagnosticsTests {

	private static final DiagnosticResult RESULT = new DiagnosticResult(List.of(), List.of(), false, List.of("wrong"),
			List.of());

	private final AtomicLong nanoTime = new AtomicLong();

	private final FakeDatabases databases = new FakeDatabases();

	private final ExecutorService thread = DiagnosticThread.endingAfter(Duration.ofMillis(50));

	private final DatabaseDiagnostics diagnostics = new DatabaseDiagnostics(this.databases, this.thread,
			this.nanoTime::get);

	@AfterEach
	void close() {
		this.databases.letGo(1000);
		this.diagnostics.close();
	}

	@Test
	void whoAsksGetsRunningAndThenTheKeptResultWithItsAge() {
		reach();
		assertThat(ask("size")).isEqualTo(DiagnosticAnswer.running("size"));
		assertThat(ask("size").state()).isEqualTo(State.RUNNING);
		this.databases.letGo(1);
		await("size", State.ANSWERED);
		pass(30);
		DiagnosticAnswer kept = ask("size");
		assertThat(kept.result()).isEqualTo(RESULT);
		assertThat(kept.age()).isEqualTo(Duration.ofSeconds(30));
		assertThat(this.databases.asked).containsExactly("server", "size");
		this.nanoTime.incrementAndGet();
		assertThat(ask("size").state()).isEqualTo(State.RUNNING);
		this.databases.letGo(1);
		assertThat(await("size", State.ANSWERED).age()).isZero();
		assertThat(this.databases.asked).containsExactly("server", "size", "size");
	}

	@Test
	void untilADatabaseWasReachedThereIsTheServerAloneAndOtherNamesWaitForIt() {
		assertThat(this.diagnostics.of("orders")).extracting(Diagnostic::name).containsExactly("server");
		assertThat(ask("size").state()).isEqualTo(State.RUNNING);
		assertThat(ask("no such").state()).isEqualTo(State.RUNNING);
		this.databases.letGo(1);
		Awaitility.await().until(() -> this.diagnostics.of("orders").size() == 3);
		assertThat(ask("size").state()).isEqualTo(State.RUNNING);
		assertThat(ask("no such").reason())
			.isEqualTo("There is no such diagnostic of this database, but [server, size, locks]");
		assertThat(this.databases.asked).startsWith("server").doesNotContain("no such");
	}

	@Test
	void databaseThatIsNotThereIsAFailure() {
		assertThat(this.diagnostics.ask("no such", "size", false).reason())
			.isEqualTo("There is no such database, but [orders]");
		assertThat(this.diagnostics.of("no such")).isEmpty();
		assertThat(this.diagnostics.askAll("no such", false)).isEmpty();
	}

	@Test
	void failureIsOneLineWithoutSecretsForEveryNameAndIsForgottenToo() {
		this.databases.failure = new SQLException("no way to jdbc:postgresql://me:secret@host/db\nat all");
		this.databases.letGo(1);
		DiagnosticAnswer failed = await("size", State.FAILED);
		assertThat(failed.name()).isEqualTo("size");
		assertThat(failed.result()).isNull();
		assertThat(failed.reason()).startsWith("SQLException: no way").doesNotContain("secret", "\n");
		this.databases.failure = null;
		pass(31);
		assertThat(ask("server").state()).isEqualTo(State.RUNNING);
		this.databases.letGo(1);
		await("server", State.ANSWERED);
	}

	@Test
	void errorIsAFailureToo() {
		this.databases.failure = new StackOverflowError();
		this.databases.letGo(1);
		assertThat(await("server", State.FAILED).reason()).isEqualTo("StackOverflowError");
	}

	@Test
	void allAreAskedOneAfterTheOther() {
		reach();
		this.databases.letGo(1000);
		Awaitility.await()
			.until(() -> this.diagnostics.askAll("orders", false)
				.stream()
				.allMatch((answer) -> answer.state() == State.ANSWERED));
		assertThat(this.databases.asked).containsExactly("server", "size", "locks");
		assertThat(this.databases.most).hasValue(1);
	}

	@Test
	void resultWithoutValuesIsNoneWithThem() {
		reach();
		this.databases.letGo(2);
		await("size", State.ANSWERED);
		assertThat(this.diagnostics.ask("orders", "size", true).state()).isEqualTo(State.RUNNING);
		Awaitility.await().until(() -> this.diagnostics.ask("orders", "size", true).state() == State.ANSWERED);
		assertThat(this.databases.asked).containsExactly("server", "size", "size");
	}

	@Test
	void threadIsADaemonAndEndsWhenNobodyAsks() {
		assertThat(threads()).isEmpty();
		ask("server");
		Awaitility.await().until(() -> threads().size() == 1);
		assertThat(threads()).allMatch(Thread::isDaemon);
		this.databases.letGo(1);
		await("server", State.ANSWERED);
		Awaitility.await().until(() -> threads().isEmpty());
		this.databases.letGo(1);
		await("size", State.ANSWERED);
	}

	@Test
	void closingInterruptsAndNobodyIsAskedAnyMore() throws InterruptedException {
		ask("server");
		Awaitility.await().until(() -> !this.databases.asked.isEmpty());
		this.diagnostics.close();
		assertThat(this.thread.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		assertThat(ask("server").state()).isEqualTo(State.FAILED);
		pass(31);
		assertThat(ask("server").reason()).isEqualTo("The application is stopping");
	}

	/**
	 * Threads of other tests' diagnostics may be ending.
	 */
	private List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((candidate) -> candidate.getName().equals("monitor-diagnostics"))
			.toList();
	}

	private void reach() {
		this.databases.letGo(1);
		await("server", State.ANSWERED);
	}

	private DiagnosticAnswer ask(String name) {
		return this.diagnostics.ask("orders", name, false);
	}

	private DiagnosticAnswer await(String name, State state) {
		return Awaitility.await().until(() -> ask(name), (answer) -> answer.state() == state);
	}

	private void pass(int seconds) {
		this.nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
	}

	/**
	 * One database, which answers when it is let go.
	 */
	private static final class FakeDatabases implements DiagnosedDatabases {

		private final List<String> asked = new CopyOnWriteArrayList<>();

		private final Semaphore turns = new Semaphore(0);

		private final AtomicInteger current = new AtomicInteger();

		private final AtomicInteger most = new AtomicInteger();

		private volatile boolean reached;

		private volatile @Nullable Throwable failure;

		void letGo(int questions) {
			this.turns.release(questions);
		}

		@Override
		public List<String> names() {
			return List.of("orders");
		}

		@Override
		public List<Diagnostic> diagnostics(String database) {
			return this.reached ? List.of(diagnostic(SERVER), diagnostic("size"), diagnostic("locks")) : List.of();
		}

		@Override
		public DiagnosticResult ask(Question question) throws Exception {
			this.asked.add(question.name());
			this.most.accumulateAndGet(this.current.incrementAndGet(), Math::max);
			this.turns.acquire();
			this.current.decrementAndGet();
			if (this.failure instanceof Exception exception) {
				throw exception;
			}
			if (this.failure instanceof Error error) {
				throw error;
			}
			this.reached = true;
			return RESULT;
		}

		private static Diagnostic diagnostic(String name) {
			return new Diagnostic(name, name, "", "", "");
		}

	}

}
