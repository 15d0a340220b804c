package dev.monitor.port.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import dev.monitor.command.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InfluxCommand} and what it is made of.
 */
class InfluxCommandTests {

	private static final String ANSWER = """
			{"instance":{"uptime":39},"cache":{"size":3212,"ratio":0.5},"db":{"loads":-1},"memory":{"rss":312422400}}
			""";

	private static final String FIELDS = "cache.ratio=0.5,cache.size=3212i,db.loads=-1i,instance.uptime=39i,"
			+ "memory.rss=312422400i";

	private static final String TIME = "1795827723000000004";

	@TempDir
	private Path directory;

	private final Terminal terminal = new Terminal();

	private InfluxCommand command;

	@BeforeEach
	void create() {
		this.command = command(Duration.ofSeconds(20), this.directory);
	}

	@Test
	void everyApplicationIsALineInTheOrderGiven() throws IOException {
		try (ScriptedPort first = ScriptedPort.answering(ANSWER);
				ScriptedPort second = ScriptedPort.answering("{\"db\":{\"loads\":7}}\n")) {
			String local = "localhost:" + first.port();
			assertThat(run("--deployment", "my shop", name(second), local, name(second))).isZero();
			String fromSecond = line("my\\ shop", name(second), "db.loads=7i");
			assertThat(this.terminal.out()).isEqualTo(fromSecond + line("my\\ shop", local, FIELDS) + fromSecond);
			assertThat(this.terminal.err()).isEmpty();
			assertThat(first.lines()).containsExactly("perf_metrics");
		}
	}

	@Test
	void theDeploymentIsTheCurrentDirectoryUnlessGiven() throws IOException {
		Path shop = Files.createDirectory(this.directory.resolve("the shop, new"));
		try (ScriptedPort port = ScriptedPort.answering(ANSWER)) {
			assertThat(this.terminal.run(command(Duration.ofSeconds(20), shop), name(port))).isZero();
			assertThat(this.terminal.out()).isEqualTo(line("the\\ shop\\,\\ new", name(port), FIELDS));
		}
	}

	static Stream<Arguments> failures() {
		String wrong = "The answer is not what perf_metrics answers: No JSON at character ";
		String empty = "There are no numbers in the answer";
		return Stream.of(Arguments.of("Error: Unknown data source 'x'\n", "Error: Unknown data source 'x'"),
				Arguments.of("Instance is booting\n", wrong + "1"),
				Arguments.of("\u0000\u0007\u001b[2J\ufffd\n", wrong + "1"),
				Arguments.of("{\"db\":{\"loads\":NaN}}\n", wrong + "16"),
				Arguments.of("{\"db\":{\"loads\":1}}\nOK\n", wrong + "20"),
				Arguments.of("{\"db\":{\"loads\":1}\n", wrong + "18"),
				Arguments.of("[".repeat(100_000) + "\n", wrong + "17"),
				Arguments.of("{\"db\":{\"loads\":1e999}}\n", wrong + "21"),
				Arguments.of("{\"error\": \"Database 'main' disconnected.\"}\n", empty), Arguments.of("{}\n", empty),
				Arguments.of("[1,2]\n", empty), Arguments.of("1\n", empty), Arguments.of("{\"a\":1}\n", empty),
				Arguments.of("null\n", empty),
				Arguments.of("{\"db\":{\"a\\nb\":1}}\n",
						"A name in the answer has a line break or another control character in it"),
				Arguments.of("{\"db\":{\"a\\\\\":1}}\n", "A name in the answer ends in a backslash"),
				Arguments.of("{\"db\":{\"lo", "Closed in the middle of an answer"),
				Arguments.of("", "Closed without an answer"),
				Arguments.of("{\"a\":\"" + "b".repeat(1024 * 1024), "The answer is longer than 1048576 bytes"));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void aFailureIsOneLineAndCostsTheOthersNothing(String answer, String reason) throws IOException {
		try (ScriptedPort broken = ScriptedPort.answering(answer);
				ScriptedPort sound = ScriptedPort.answering(ANSWER)) {
			assertThat(run("--deployment", "d", name(broken), name(sound))).isZero();
			assertThat(this.terminal.err()).isEqualTo(name(broken) + ": " + reason + "\n");
			assertThat(this.terminal.out()).isEqualTo(line("d", name(sound), FIELDS));
		}
	}

	@Test
	void aLongErrorIsCut() throws IOException {
		try (ScriptedPort port = ScriptedPort.answering("Error: " + "x".repeat(5000) + "\nmore\n")) {
			assertThat(run("--deployment", "d", name(port))).isEqualTo(2);
			assertThat(this.terminal.err()).hasSizeLessThan(300).containsOnlyOnce("\n");
		}
	}

	@Test
	void membersThatAreNoNumbersAreSkipped() throws IOException {
		try (ScriptedPort port = ScriptedPort
			.answering("{\"a\":{\"b\":\"x\",\"c\":true,\"d\":null,\"e\":[1],\"f\":{\"g\":1},"
					+ "\"h\":2.0},\"i\":3,\"j k\":{\"l,m\":4,\"n=\":5E-5}}\r\n")) {
			assertThat(run("--deployment", "d", name(port))).isZero();
			assertThat(this.terminal.out())
				.isEqualTo(line("d", name(port), "a.h=2.0,j\\ k.l\\,m=4i,j\\ k.n\\==5.0E-5"));
		}
	}

	/**
	 * None answers before all have been asked.
	 */
	@Test
	void allAreAskedAtOnce() throws IOException {
		CountDownLatch asked = new CountDownLatch(3);
		try (ScriptedPort port = ScriptedPort.treating((line, client) -> {
			asked.countDown();
			asked.await();
			ScriptedPort.send(client, ANSWER);
		})) {
			assertThat(run("--deployment", "d", name(port), name(port), name(port))).isZero();
			assertThat(this.terminal.out().lines()).hasSize(3);
		}
	}

	@Test
	void theDeadAndTheHungAreNamedInTheOrderGiven() throws IOException {
		String refused = "127.0.0.1:" + ScriptedPort.closed();
		try (ScriptedPort hung = ScriptedPort.treating(ScriptedPort.SILENCE);
				ScriptedPort sound = ScriptedPort.answering(ANSWER)) {
			InfluxCommand impatient = command(Duration.ofSeconds(1), this.directory);
			assertThat(this.terminal.run(impatient, "--deployment", "d", name(hung), "nobody.invalid:1", name(hung),
					name(sound), refused))
				.isZero();
			String late = name(hung) + ": No whole answer within 1 s\n";
			assertThat(this.terminal.err())
				.isEqualTo(late + "nobody.invalid:1: Unknown host\n" + late + refused + ": Connection refused\n");
			assertThat(this.terminal.out()).isEqualTo(line("d", name(sound), FIELDS));
		}
	}

	@Test
	void whereNobodyAnswersTheExitStatusIs2() throws IOException {
		assertThat(run("--deployment", "d", "127.0.0.1:" + ScriptedPort.closed())).isEqualTo(2);
		assertThat(this.terminal.out()).isEmpty();
		assertThat(this.terminal.err().lines()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "--deployment", "--deployment d" })
	void portsAreNeeded(String arguments) {
		assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" "))).isEqualTo(2);
		assertThat(this.terminal.err())
			.isEqualTo("The monitor ports are missing: write them as HOST:PORT, such as 127.0.0.1:8160.\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a:0", "a:65536", "a:99999999999", "a", ":1", "::1:1", "a b:1", "a\nb:1", "http://a:1",
			"u@a:1", "" })
	void aPortThatIsNoneIsWrongUseAndNobodyIsAsked(String wrong) throws IOException {
		try (ScriptedPort port = ScriptedPort.answering(ANSWER)) {
			assertThat(run("--deployment", "d", name(port), wrong)).isEqualTo(2);
			assertThat(this.terminal.err())
				.isEqualTo("'" + wrong + "' is no monitor port: write HOST:PORT, such as 127.0.0.1:8160.\n");
			assertThat(port.lines()).isEmpty();
		}
	}

	@Test
	void anOptionStandsBeforeThePorts() {
		assertThat(run("a:1", "--deployment", "d")).isEqualTo(2);
		assertThat(this.terminal.err())
			.isEqualTo("There is no option '--deployment' here: write --deployment NAME before all ports.\n");
	}

	@ParameterizedTest
	@CsvSource({ "'', is empty", "d\\, ends in a backslash",
			"'a\nb', has a line break or another control character in it" })
	void aDeploymentThatCannotBeWrittenIsWrongUse(String deployment, String reason) throws IOException {
		try (ScriptedPort port = ScriptedPort.answering(ANSWER)) {
			assertThat(run("--deployment", deployment, name(port))).isEqualTo(2);
			assertThat(this.terminal.err())
				.isEqualTo("The name of the deployment " + reason + ": write another one, as in --deployment shop.\n");
			assertThat(port.lines()).isEmpty();
		}
	}

	/**
	 * With the locale C the JVM turns other letters into question marks.
	 */
	@Test
	void aDeploymentThatTheLocaleCannotReadIsWrongUse() {
		String message = "The name of the deployment has a character that this locale cannot read: set LC_ALL=C.UTF-8.\n";
		assertThat(run("--deployment", "b\ufffd\ufffdcher", "a:1")).isEqualTo(2);
		assertThat(this.terminal.err()).isEqualTo(message);
		InfluxCommand elsewhere = command(Duration.ofSeconds(20), this.directory.resolve("b??cher"));
		assertThat(this.terminal.run(elsewhere, "a:1")).isEqualTo(2);
		assertThat(this.terminal.err()).isEqualTo(message);
	}

	@Test
	void theRootDirectoryHasNoName() {
		assertThat(this.terminal.run(command(Duration.ofSeconds(20), this.directory.getRoot()), "a:1")).isEqualTo(2);
		assertThat(this.terminal.err()).startsWith("The name of the deployment is empty");
	}

	@Test
	void theCommandLineFindsIt() {
		assertThat(ServiceLoader.load(Command.class)).hasAtLeastOneElementOfType(InfluxCommand.class);
	}

	private int run(String... arguments) {
		return this.terminal.run(this.command, arguments);
	}

	private static InfluxCommand command(Duration timeout, Path directory) {
		Clock clock = Clock.fixed(Instant.parse("2026-11-28T01:02:03.000000004Z"), ZoneOffset.UTC);
		return new InfluxCommand(new PortClient(new Connector(Duration.ofSeconds(20)), timeout, 1024 * 1024), clock,
				directory);
	}

	private static String name(ScriptedPort port) {
		return port.address().toString();
	}

	private static String line(String deployment, String process, String fields) {
		return "deployments,deployment=" + deployment + ",process=" + process + " " + fields + " " + TIME + "\n";
	}

}
