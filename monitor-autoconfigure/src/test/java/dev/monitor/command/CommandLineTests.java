package dev.monitor.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CommandLineTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private final CommandLine commandLine = new CommandLine(
			List.of(new Greeting("wave", ""), new Greeting("greet", "NAME")));

	@Test
	void aCommandGetsWhatFollowsItsName() {
		assertThat(run("greet", "Ada", "Grace")).isZero();
		assertThat(this.out).hasToString("hello [Ada, Grace]\n");
		assertThat(this.err).hasToString("");
	}

	@ParameterizedTest
	@ValueSource(strings = { "help", "--help", "-h", "" })
	void helpListsTheCommandsByName(String argument) {
		assertThat(argument.isEmpty() ? run() : run(argument)).isZero();
		assertThat(this.out.toString(StandardCharsets.UTF_8).lines()).containsExactly(
				"Usage: java -jar monitor-autoconfigure-<version>.jar COMMAND", "", "Commands:",
				"  greet NAME           says hello", "  wave                 says hello");
	}

	@Test
	void anUnknownCommandIsWrongUse() {
		assertThat(run("shout")).isEqualTo(2);
		assertThat(this.out).hasToString("");
		assertThat(this.err.toString(StandardCharsets.UTF_8)).startsWith("There is no command 'shout'.\nUsage: ");
	}

	@Test
	void aCommandThatCannotBeDoneSaysWhyAndHowToWriteIt() {
		assertThat(run("greet")).isEqualTo(1);
		assertThat(this.err).hasToString(
				"There is nobody to greet.\nUsage: java -jar monitor-autoconfigure-<version>.jar greet NAME\n");
	}

	@ParameterizedTest
	@CsvSource({ "file:/opt/monitor-autoconfigure-0.1.0.jar, monitor-autoconfigure-0.1.0.jar",
			"file:/target/classes/, monitor-autoconfigure-<version>.jar" })
	void theJarIsCalledAsItsFile(URL location, String name) {
		assertThat(CommandLine.jar(new CodeSource(location, (Certificate[]) null))).isEqualTo(name);
	}

	private int run(String... arguments) {
		return this.commandLine.run(List.of(arguments), new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8));
	}

	private record Greeting(String name, String arguments) implements Command {

		@Override
		public String summary() {
			return "says hello";
		}

		@Override
		public void run(List<String> arguments, PrintStream out) throws CommandException {
			if (arguments.isEmpty()) {
				throw new CommandException("There is nobody to greet");
			}
			out.print("hello " + arguments + "\n");
		}

	}

}
