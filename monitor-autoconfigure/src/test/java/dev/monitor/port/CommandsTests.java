package dev.monitor.port;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.monitor.gate.InMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CommandsTests {

	private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private Commands commands = commands(List.of());

	@AfterEach
	void close() {
		this.commands.close();
	}

	@Test
	void helpNamesEachCommandInOrder() {
		this.commands = commands(List.of(new Echo("zeta", true), new Echo("alpha", true)));
		assertThat(ask("help")).isEqualTo("""
				Supported commands:
				  alpha -- Repeats its arguments
				  help -- Lists the commands, or tells about one
				  interactive -- Keeps the connection open for more commands; an empty line repeats the last one
				  quit -- Closes the connection
				  zeta -- Repeats its arguments
				""");
		assertThat(ask("help", "alpha")).isEqualTo("""
				Help for alpha:

				alpha [word]...

				Repeats its arguments.
				""");
		assertThat(ask("help", "OK")).isEqualTo("Error: There is no command 'Ok'. Try \"help\".");
	}

	@Test
	void aCommandInMemoryRunsOnTheThreadThatAsks() {
		this.commands = commands(List.of(new Echo("echo", true)));
		assertThat(ask("echo", "a", "b")).isEqualTo("[a, b] " + Thread.currentThread().getName());
	}

	@Test
	void anyOtherRunsOnADaemonThreadOfItsOwn() {
		this.commands = commands(List.of(command("slow", (arguments) -> {
			Thread thread = Thread.currentThread();
			return thread.getName() + " " + thread.isDaemon();
		})));
		assertThat(ask("slow")).isEqualTo("monitor-port-slow true");
	}

	@Test
	void whatItThrowsIsOneLine() {
		this.commands = commands(List.of(command("wrong", (arguments) -> {
			throw new IllegalArgumentException("no such thing");
		}), command("broken", (arguments) -> {
			throw new IllegalStateException("first\nsecond");
		}), command("overflow", (arguments) -> {
			throw new StackOverflowError();
		})));
		assertThat(ask("wrong")).isEqualTo("Error: no such thing");
		assertThat(ask("broken")).startsWith("Error: IllegalStateException: first").doesNotContain("\n");
		assertThat(ask("overflow")).isEqualTo("Error: StackOverflowError");
		assertThat(ask("none")).isEqualTo("Error: Invalid command 'none'. Try \"help\".");
	}

	@Test
	void oneRunAtATimeAndNoEndlessQueue() throws InterruptedException {
		CountDownLatch release = new CountDownLatch(1);
		this.commands = commands(List.of(command("stuck", (arguments) -> {
			release.await();
			return "done";
		})));
		for (int i = 0; i < 17; i++) {
			this.commands.run(List.of("stuck"), this.answers::add);
		}
		assertThat(this.answers).isEmpty();
		assertThat(ask("stuck")).isEqualTo("Error: Too many clients wait for stuck");
		release.countDown();
		List<String> later = new ArrayList<>();
		for (int i = 0; i < 17; i++) {
			later.add(this.answers.poll(20, TimeUnit.SECONDS));
		}
		assertThat(later).containsOnly("done");
	}

	@Test
	void usersTakeThePlaceOfOurs() {
		Echo ours = new Echo("same", true);
		this.commands = Commands.of(List.of(ours), List.of(command("same", (arguments) -> "theirs")),
				(command) -> true);
		assertThat(ask("same")).isEqualTo("theirs");
	}

	@Test
	void whatMayNotBeRunIsNotThere() {
		this.commands = Commands.of(List.of(new Echo("echo", true)), List.of(), (command) -> false);
		assertThat(this.commands.names()).containsExactly("help", "interactive", "quit");
		assertThat(ask("echo")).isEqualTo("Error: Invalid command 'echo'. Try \"help\".");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Two", "2x", "with blank", "line\nbreak", "help", "quit", "interactive" })
	void badNamesAreRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> commands(List.of(new Echo(name, true))));
	}

	@Test
	void twoOfANameAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> commands(List.of(new Echo("echo", true), new Echo("echo", true))))
			.withMessage("Two commands are named 'echo'");
	}

	private String ask(String... words) {
		this.commands.run(List.of(words), this.answers::add);
		try {
			return String.valueOf(this.answers.poll(20, TimeUnit.SECONDS));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Commands commands(List<MonitorCommand> users) {
		return Commands.of(List.of(), users, MonitorCommand::isReadOnly);
	}

	private static MonitorCommand command(String name, Work work) {
		return new MonitorCommand() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public String summary() {
				return "Does something";
			}

			@Override
			public String run(List<String> arguments) throws Exception {
				return work.run(arguments);
			}

		};
	}

	private interface Work {

		String run(List<String> arguments) throws Exception;

	}

	private record Echo(String name, boolean isReadOnly) implements MonitorCommand, InMemory {

		@Override
		public String summary() {
			return "Repeats its arguments";
		}

		@Override
		public String arguments() {
			return "[word]...";
		}

		@Override
		public String run(List<String> arguments) {
			return arguments + " " + Thread.currentThread().getName();
		}

	}

}
