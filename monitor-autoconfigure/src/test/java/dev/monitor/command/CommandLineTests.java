package dev.monitor.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

	@Test
	void theExitStatusIsThatOfTheCommand() {
		assertThat(run("greet", "nobody")).isEqualTo(3);
	}

	@Test
	void aResultThatCannotBeWrittenIsNoSuccess() {
		OutputStream full = new OutputStream() {

			@Override
			public void write(int next) throws IOException {
				throw new IOException("No space left on device");
			}

		};
		assertThat(run(this.commandLine, new PrintStream(full, true, StandardCharsets.UTF_8), "greet", "Ada"))
			.isEqualTo(1);
	}

	@Test
	void theCommandWithoutANameGetsWhatNoOtherIsNamedBy() {
		CommandLine other = new CommandLine(List.of(new Anything(), new Greeting("greet", "NAME")));
		PrintStream stdout = new PrintStream(this.out, true, StandardCharsets.UTF_8);
		assertThat(run(other, stdout, "greet", "Ada")).isZero();
		assertThat(run(other, stdout, "--loud", "greet")).isEqualTo(2);
		assertThat(run(other, stdout, "--help")).isZero();
		assertThat(this.out.toString(StandardCharsets.UTF_8).lines()).containsExactly("hello [Ada]",
				"Usage: java -jar monitor-autoconfigure-<version>.jar COMMAND", "", "Commands:",
				"  greet NAME           says hello", "  [--loud] ANYTHING THAT IS SAID",
				"                       is not understood", "",
				"Try java -jar monitor-autoconfigure-<version>.jar greet");
		assertThat(this.err).hasToString("[--loud, greet] is not understood.\n");
	}

	@ParameterizedTest
	@CsvSource({ "file:/opt/monitor-autoconfigure-0.1.0.jar, monitor-autoconfigure-0.1.0.jar",
			"file:/target/classes/, monitor-autoconfigure-<version>.jar" })
	void theJarIsCalledAsItsFile(URL location, String name) {
		assertThat(CommandLine.jar(new CodeSource(location, (Certificate[]) null))).isEqualTo(name);
	}

	private int run(String... arguments) {
		return run(this.commandLine, new PrintStream(this.out, true, StandardCharsets.UTF_8), arguments);
	}

	private int run(CommandLine commandLine, PrintStream out, String... arguments) {
		return commandLine.run(List.of(arguments), new Streams(InputStream.nullInputStream(), out,
				new PrintStream(this.err, true, StandardCharsets.UTF_8)));
	}

	private record Greeting(String name, String arguments) implements Command {

		@Override
		public String summary() {
			return "says hello";
		}

		@Override
		public int run(List<String> arguments, Streams streams) throws CommandException {
			if (arguments.isEmpty()) {
				throw new CommandException("There is nobody to greet");
			}
			streams.print("hello " + arguments + "\n");
			return arguments.contains("nobody") ? 3 : 0;
		}

	}

	private static final class Anything implements Command {

		@Override
		public String name() {
			return "";
		}

		@Override
		public String arguments() {
			return "[--loud] ANYTHING THAT IS SAID";
		}

		@Override
		public String summary() {
			return "is not understood";
		}

		@Override
		public String help(String program) {
			return "Try " + program + " greet\n";
		}

		@Override
		public int run(List<String> arguments, Streams streams) throws CommandException {
			throw new CommandException(arguments + " is not understood", 2);
		}

	}

}
