package dev.monitor.port;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.monitor.CapturedLog;
import dev.monitor.task.TurnThread;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Commands of a user that do not do as they should.
 */
class HostileCommandsTests {

	private static final CountDownLatch INTERRUPTED = new CountDownLatch(1);

	private static volatile boolean mayEnd;

	private static TestPort port;

	private static CapturedLog log;

	@BeforeAll
	static void open() throws IOException {
		log = new CapturedLog("dev.monitor");
		port = TestPort.open(TestPort.command("throws", HostileCommandsTests::fail),
				TestPort.inMemory("throws_in_memory", HostileCommandsTests::fail),
				TestPort.command("overflows", HostileCommandsTests::overflow),
				TestPort.inMemory("overflows_in_memory", HostileCommandsTests::overflow),
				TestPort.command("unreadable", (arguments) -> {
					throw new UnreadableException();
				}), TestPort.inMemory("unreadable_in_memory", (arguments) -> {
					throw new UnreadableException();
				}), TestPort.command("nothing", HostileCommandsTests::nothing),
				TestPort.command("empty", (arguments) -> ""),
				TestPort.command("long", (arguments) -> "OK ".repeat(3_500_000)),
				TestPort.command("hangs", HostileCommandsTests::hang),
				TestPort.command("waits", HostileCommandsTests::sleep),
				TestPort.command("greets", (arguments) -> "Hello " + String.join(" ", arguments)));
	}

	@AfterAll
	static void close() {
		mayEnd = true;
		port.close();
		log.close();
		assertThat(log.lines()).noneMatch((line) -> line.startsWith("WARN") || line.startsWith("ERROR"));
		await().until(() -> threads().isEmpty());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			throws               | Error: IOException: NOT Ok password=...
			throws_in_memory     | Error: IOException: NOT Ok password=...
			overflows            | Error: StackOverflowError
			overflows_in_memory  | Error: StackOverflowError
			unreadable           | Error: HostileCommandsTests$UnreadableException: message not readable
			unreadable_in_memory | Error: HostileCommandsTests$UnreadableException: message not readable
			nothing              | Error: The command has no answer
			empty                | ""
			long                 | Error: The answer has more than 1000000 characters
			greets you and me    | Hello you and me
			""")
	void hasAnAnswer(String command, String answer) throws IOException {
		assertThat(port.ask(command)).isEqualTo(answer + "\n");
		assertThat(port.ask("health_check")).isEqualTo("OK\n");
	}

	/**
	 * One that hangs for good and one that can be interrupted, asked by many at once.
	 */
	@Test
	void whatHangsIsToldAndHoldsUpNothingElse() throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(50);
		try {
			List<Future<String>> hanging = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				hanging.add(clients.submit(() -> port.ask("hangs")));
			}
			Future<String> waiting = clients.submit(() -> port.ask("waits"));
			await().until(() -> threads().containsAll(List.of("monitor-port-hangs", "monitor-port-waits")));
			long start = System.nanoTime();
			int asked = 0;
			while (!waiting.isDone() || !hanging.stream().allMatch(Future::isDone)) {
				assertThat(port.ask("health_check")).isEqualTo("OK\n");
				assertThat(port.ask("greets you")).isEqualTo("Hello you\n");
				asked++;
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TurnThread.DEADLINE.multipliedBy(3));
			assertThat(asked).isGreaterThan(10);
			assertThat(waiting.get()).isEqualTo("Error: 'waits' has not answered within 5 s\n");
			Map<String, Integer> answers = new HashMap<>();
			for (Future<String> answer : hanging) {
				answers.merge(answer.get(), 1, Integer::sum);
			}
			assertThat(answers).containsOnly(Map.entry("Error: 'hangs' has not answered within 5 s\n", 17),
					Map.entry("Error: Too many clients wait for hangs\n", 23));
			assertThat(INTERRUPTED.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(threads()).filteredOn("monitor-port-hangs"::equals).hasSize(1);
			// Nobody waits for it any more, so there is room in the queue; it is busy.
			Future<String> another = clients.submit(() -> port.ask("hangs"));
			assertThat(port.ask("health_check")).isEqualTo("OK\n");
			mayEnd = true;
			assertThat(another.get(20, TimeUnit.SECONDS)).isEqualTo("at last\n");
		}
		finally {
			clients.shutdownNow();
		}
	}

	/**
	 * Each of many commands hangs with as many clients as may wait for it.
	 */
	@Test
	void thoseWhoWaitForWhatHangsMakeWayForThoseWhoAskForHealth() throws Exception {
		CompletableFuture<String> never = new CompletableFuture<>();
		MonitorCommand[] commands = new MonitorCommand[8];
		for (int i = 0; i < commands.length; i++) {
			commands[i] = TestPort.command("hangs_" + i, (arguments) -> never.get());
		}
		ExecutorService clients = Executors.newFixedThreadPool(commands.length);
		try (TestPort small = TestPort.open(new SessionLimits(Duration.ofSeconds(30), 64), commands.length, commands)) {
			for (int i = 0; i < commands.length; i++) {
				String command = "hangs_" + i;
				clients.submit(() -> small.ask(command));
			}
			await()
				.until(() -> threads().stream().filter((name) -> name.startsWith("monitor-port-hangs_")).count() == 8);
			assertThat(small.ask("health_check")).isEqualTo("OK\n");
		}
		finally {
			clients.shutdownNow();
		}
		await().until(() -> threads().stream().noneMatch((name) -> name.startsWith("monitor-port-hangs_")));
	}

	@Test
	void threadsAreDaemons() throws IOException {
		assertThat(port.ask("greets")).startsWith("Hello");
		assertThat(Thread.getAllStackTraces().keySet())
			.filteredOn((thread) -> thread.getName().startsWith("monitor-port-"))
			.isNotEmpty()
			.allMatch(Thread::isDaemon);
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("monitor-port-") && !name.equals("monitor-port-listener"))
			.toList();
	}

	private static String fail(List<String> arguments) throws IOException {
		throw new IOException("NOT OK\npassword=abc");
	}

	private static String overflow(List<String> arguments) {
		return arguments.isEmpty() ? overflow(arguments) + "x" : "";
	}

	@SuppressWarnings("NullAway")
	private static String nothing(List<String> arguments) {
		return null;
	}

	/**
	 * Ignores interrupts.
	 */
	private static String hang(List<String> arguments) {
		while (!mayEnd) {
			LockSupport.parkNanos(1_000_000);
			Thread.interrupted();
		}
		return "at last";
	}

	private static String sleep(List<String> arguments) throws InterruptedException {
		try {
			new CountDownLatch(1).await();
			return "";
		}
		catch (InterruptedException ex) {
			INTERRUPTED.countDown();
			throw ex;
		}
	}

	private static final class UnreadableException extends IllegalArgumentException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new IllegalStateException("no");
		}

	}

}
