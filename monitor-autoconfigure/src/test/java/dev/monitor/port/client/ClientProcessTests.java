package dev.monitor.port.client;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.monitor.command.CommandLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client as users run it: a JVM with Monitor's own classes and nothing else.
 */
class ClientProcessTests {

	@TempDir
	private Path directory;

	private final List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));

	@Test
	void theJdkIsAllItNeeds() throws Exception {
		try (ScriptedPort healthy = ScriptedPort.answering("OK\n");
				ScriptedPort warming = ScriptedPort.answering("Warmup in progress\n")) {
			String warmingPort = String.valueOf(warming.port());
			assertThat(run("", "--port", String.valueOf(healthy.port()), "health_check")).isZero();
			assertThat(read("out")).isEqualTo("OK\n");
			assertThat(run("", "--host", "localhost", "--port", warmingPort, "health_check")).isEqualTo(1);
			assertThat(read("out")).isEqualTo("Warmup in progress\n");
			assertThat(run("", "--port", String.valueOf(ScriptedPort.closed()), "health_check")).isEqualTo(2);
			assertThat(read("out")).isEmpty();
			assertThat(read("err")).matches("127\\.0\\.0\\.1:[0-9]+: Connection refused\\.\n");
		}
	}

	@Test
	void whatIsPipedIsSent() throws Exception {
		try (ScriptedPort port = ScriptedPort.treating((line, client) -> {
			ScriptedPort.send(client, "Welcome\n");
			ScriptedPort.send(client, ScriptedPort.readLine(client) + " " + ScriptedPort.readLine(client) + "\n");
		})) {
			assertThat(run("health_check\ngates", "--port", String.valueOf(port.port()), "interactive")).isZero();
			assertThat(read("out")).isEqualTo("Welcome\nhealth_check gates\n");
			assertThat(read("err")).isEmpty();
		}
	}

	/**
	 * As cron and Telegraf run it.
	 */
	@Test
	void linesAreUtf8WhereTheLocaleIsNot() throws Exception {
		String answer = "{\"caf\u00e9\":{\"b\":1}}\n";
		try (ScriptedPort port = ScriptedPort.answering(answer)) {
			assertThat(run("", "influx", "--deployment", "d", port.address().toString())).isZero();
			assertThat(read("out"))
				.startsWith("deployments,deployment=d,process=" + port.address() + " caf\u00e9.b=1i ");
		}
	}

	@Test
	void anAddressThatRefusesIsNotTheLastOfItsHost() throws Exception {
		String number;
		try (ScriptedPort port = ScriptedPort.treating((line, client) -> ScriptedPort.send(client, "OK\n"),
				InetAddress.getByName("127.0.0.2"))) {
			String hosts = "127.0.0.3 cluster\n127.0.0.2 cluster\n127.0.0.4 cluster\n";
			this.options.add("-Djdk.net.hosts.file=" + Files.writeString(this.directory.resolve("hosts"), hosts));
			number = String.valueOf(port.port());
			assertThat(run("", "--host", "cluster", "--port", number, "health_check")).isZero();
		}
		assertThat(run("", "--host", "cluster", "--port", number, "health_check")).isEqualTo(2);
		assertThat(read("err")).isEqualTo("cluster:" + number + ": Connection refused.\n");
	}

	private int run(String typed, String... arguments) throws Exception {
		Path in = Files.writeString(this.directory.resolve("in"), typed);
		Path classes = Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(this.options);
		command.addAll(List.of("-cp", classes.toString(), CommandLine.class.getName()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectInput(in.toFile())
			.redirectOutput(this.directory.resolve("out").toFile())
			.redirectError(this.directory.resolve("err").toFile());
		builder.environment().put("LC_ALL", "C");
		builder.environment().remove("JAVA_TOOL_OPTIONS");
		return builder.start().waitFor();
	}

	private String read(String file) throws IOException {
		return Files.readString(this.directory.resolve(file), StandardCharsets.UTF_8);
	}

}
