package dev.monitor.port.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import dev.monitor.command.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PortCommand} and what it is made of.
 */
class PortCommandTests {

	private static final String MIDDLE = "Closed in the middle of an answer";

	private static final String LATE = "No whole answer within 1 s";

	private final Terminal terminal = new Terminal();

	private final PortCommand command = new PortCommand(
			new PortClient(new Connector(Duration.ofSeconds(20)), Duration.ofSeconds(20), 1000));

	private final PortCommand impatient = new PortCommand(
			new PortClient(new Connector(Duration.ofSeconds(20)), Duration.ofSeconds(1), 1000));

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			health_check | OK                        | 0
			health_check | Instance is booting       | 1
			health_check | Warmup in progress        | 1
			health_check | Shutting down             | 1
			health_check | Error: Overloaded for 3 s | 1
			health_check | OKAY                      | 1
			health_check | NOT OK                    | 1
			health_check | HTTP/1.1 400              | 1
			agent_check  | up 100%                   | 0
			agent_check  | up 25%                    | 0
			agent_check  | ready up 100%             | 0
			agent_check  | down # warmup 3/7         | 1
			agent_check  | down # up again soon      | 1
			agent_check  | upset                     | 1
			agent_check  | drain                     | 1
			help         | Supported commands:       | 0
			perf_metrics | {"instance":{"uptime":1}} | 0
			nonsense     | Error: Unknown command    | 1
			metrics      | jvm.Errors 3              | 0
			""")
	void theExitStatusTellsHowTheApplicationIs(String word, String answer, int status) throws IOException {
		try (ScriptedPort port = ScriptedPort.answering(answer + "\n")) {
			assertThat(ask(this.command, port, word)).isEqualTo(status);
			assertThat(this.terminal.out()).isEqualTo(answer + "\n");
			assertThat(this.terminal.err()).isEmpty();
		}
	}

	@Test
	void wordsAreSentAsOneLine() throws IOException {
		try (ScriptedPort port = ScriptedPort.answering("1 2 3\n")) {
			assertThat(ask(this.command, port, "dbinfo", "bücher", "60")).isZero();
			assertThat(port.lines()).containsExactly("dbinfo bücher 60");
		}
	}

	@Test
	void theAnswerIsPrintedAsItCame() throws IOException {
		byte[] answer = new byte[257];
		for (int i = 0; i < answer.length; i++) {
			answer[i] = (byte) i;
		}
		answer[256] = '\n';
		try (ScriptedPort port = ScriptedPort.treating((line, client) -> client.getOutputStream().write(answer))) {
			assertThat(ask(this.command, port, "metrics")).isZero();
			assertThat(this.terminal.bytes()).isEqualTo(answer);
		}
	}

	@Test
	void anAnswerInManyPartsIsPutTogether() throws IOException {
		try (ScriptedPort port = ScriptedPort.treating((line, client) -> {
			client.setTcpNoDelay(true);
			for (String part : new String[] { "O", "K", "\r", "\n" }) {
				ScriptedPort.send(client, part);
				Thread.sleep(5);
			}
		})) {
			assertThat(ask(this.command, port, "health_check")).isZero();
			assertThat(this.terminal.out()).isEqualTo("OK\r\n");
		}
	}

	static Stream<Arguments> failures() {
		ScriptedPort.Treatment drip = (line, client) -> {
			while (true) {
				ScriptedPort.send(client, "a");
				Thread.sleep(20);
			}
		};
		return Stream.of(Arguments.of("silent", ScriptedPort.SILENCE, LATE),
				Arguments.of("never at its end", drip, LATE), Arguments.of("half, then silent", then("O"), LATE),
				Arguments.of("whole, then silent", then("OK\n"), LATE),
				Arguments.of("half", sending("{\"instance\":{"), MIDDLE),
				Arguments.of("nothing", sending(""), "Closed without an answer"),
				Arguments.of("long", sending("a".repeat(1001)), "The answer is longer than 1000 bytes"),
				Arguments.of("reset", (ScriptedPort.Treatment) (line, client) -> client.setSoLinger(true, 0),
						"Connection reset"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("failures")
	void whatIsNoWholeAnswerIsOneLineAndNothingIsPrinted(String kind, ScriptedPort.Treatment treatment, String reason)
			throws IOException {
		try (ScriptedPort port = ScriptedPort.treating(treatment)) {
			assertThat(ask(this.impatient, port, "health_check")).isEqualTo(2);
			assertThat(this.terminal.out()).isEmpty();
			assertThat(this.terminal.err()).isEqualTo(port.address() + ": " + reason + ".\n");
		}
	}

	@Test
	void seventeenMegabytesAreTooMuchAndFifteenAreNot() throws IOException {
		try (ScriptedPort port = ScriptedPort.treating((line, client) -> {
			byte[] megabyte = "a".repeat(1024 * 1024 - 1).concat("\n").getBytes(StandardCharsets.UTF_8);
			for (int i = 0; i < Integer.parseInt(line); i++) {
				client.getOutputStream().write(megabyte);
			}
		})) {
			assertThat(ask(new PortCommand(), port, "17")).isEqualTo(2);
			assertThat(this.terminal.err()).contains("longer than 16777216 bytes");
			assertThat(ask(new PortCommand(), port, "15")).isZero();
			assertThat(this.terminal.bytes()).hasSize(15 * 1024 * 1024);
		}
	}

	@Test
	void aConversationEndsWithWhatIsTyped() throws IOException {
		try (ScriptedPort port = ScriptedPort.treating(PortCommandTests::converse)) {
			assertThat(this.terminal.run(this.command, typed("health_check\n\nbücher"), "--port",
					String.valueOf(port.port()), "interactive"))
				.isZero();
			assertThat(this.terminal.out()).isEqualTo("interactive\n[health_check]\n[]\n[bücher]\n");
			assertThat(this.terminal.err()).isEmpty();
		}
	}

	@Test
	void aConversationEndsWhenThePortHasEnoughOfIt() throws IOException {
		try (ScriptedPort port = ScriptedPort.treating(PortCommandTests::converse);
				PipedOutputStream keyboard = new PipedOutputStream();
				PipedInputStream typed = new PipedInputStream(keyboard)) {
			keyboard.write("quit\n".getBytes(StandardCharsets.UTF_8));
			assertThat(this.terminal.run(this.command, typed, "--port", String.valueOf(port.port()), "interactive"))
				.isZero();
			assertThat(this.terminal.out()).isEqualTo("interactive\nGoodbye.\n");
		}
	}

	@Test
	void aConversationThatThePortDoesNotEndIsEnded() throws IOException {
		try (ScriptedPort port = ScriptedPort.treating(then("Welcome\n"))) {
			assertThat(ask(this.impatient, port, "interactive")).isEqualTo(2);
			assertThat(this.terminal.out()).isEqualTo("Welcome\n");
			assertThat(this.terminal.err()).isEqualTo(port.address() + ": " + LATE + ".\n");
		}
	}

	@Test
	void aConversationThatIsRefusedIsNotHealthy() throws IOException {
		try (ScriptedPort refusing = ScriptedPort.answering("Error: interactive is not allowed\n");
				ScriptedPort closing = ScriptedPort.answering("")) {
			assertThat(ask(this.command, refusing, "interactive")).isEqualTo(1);
			assertThat(ask(this.command, closing, "interactive")).isEqualTo(2);
			assertThat(this.terminal.err()).isEqualTo(closing.address() + ": Closed without an answer.\n");
		}
	}

	@Test
	void theCommandLineFindsIt() {
		assertThat(ServiceLoader.load(Command.class)).hasAtLeastOneElementOfType(PortCommand.class)
			.extracting(Command::name)
			.doesNotHaveDuplicates();
		assertThat(this.command.help("monitor")).contains("\n  monitor health_check\n").doesNotContain("%");
	}

	private int ask(PortCommand asking, ScriptedPort port, String... words) {
		return this.terminal.run(asking,
				Stream.concat(Stream.of("--port", String.valueOf(port.port())), Stream.of(words))
					.toArray(String[]::new));
	}

	private static InputStream typed(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
	}

	private static ScriptedPort.Treatment sending(String answer) {
		return (line, client) -> ScriptedPort.send(client, answer);
	}

	private static ScriptedPort.Treatment then(String answer) {
		return (line, client) -> {
			ScriptedPort.send(client, answer);
			new CountDownLatch(1).await();
		};
	}

	private static void converse(String first, Socket client) throws IOException {
		ScriptedPort.send(client, first + "\n");
		for (String line = ScriptedPort.readLine(client); line != null; line = ScriptedPort.readLine(client)) {
			if (line.equals("quit")) {
				ScriptedPort.send(client, "Goodbye.\n");
				return;
			}
			ScriptedPort.send(client, "[" + line + "]\n");
		}
	}

}
