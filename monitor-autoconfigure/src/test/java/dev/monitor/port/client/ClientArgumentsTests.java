package dev.monitor.port.client;

import java.util.List;

import dev.monitor.command.CommandException;
import dev.monitor.http.HostPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ClientArguments}.
 */
class ClientArgumentsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			health_check                                        | 127.0.0.1:8160    | health_check
			--port 9000 help                                    | 127.0.0.1:9000    | help
			--port 65535 token                                  | 127.0.0.1:65535   | token
			--app-port 9000 perf_metrics - 60                   | 127.0.0.1:9080    | perf_metrics - 60
			--app-port 65455 help                               | 127.0.0.1:65535   | help
			--host app.example help perf_metrics                | app.example:8160  | help perf_metrics
			--app-port 1 --host ::1 metrics --host              | [::1]:81          | metrics --host
			--host [fe80::1%eth0] --port 1 help                 | [fe80::1%eth0]:1  | help
			""")
	void optionsComeBeforeTheCommand(String arguments, String port, String words) throws CommandException {
		assertThat(ClientArguments.parse(List.of(arguments.split(" "))))
			.isEqualTo(new ClientArguments(HostPort.parse(port), List.of(words.split(" "))));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					--port 0 help                | --port is out of range: write a number from 1 to 65535
					--port 65536 help            | --port is out of range: write a number from 1 to 65535
					--port 99999999999 help      | --port is out of range: write a number from 1 to 65535
					--port -1 help               | --port is out of range: write a number from 1 to 65535
					--port x help                | --port is out of range: write a number from 1 to 65535
					--app-port 65456 help        | --app-port is out of range: write a number from 1 to 65455
					--app-port 0 help            | --app-port is out of range: write a number from 1 to 65455
					--port 1 --app-port 2 help   | --port and --app-port exclude each other: write one of them
					--port 1 --port 1 help       | --port is given twice: write it once
					--port                       | --port needs a value: write --port 8080
					--host                       | --host needs a value: write --host 127.0.0.1
					--port=1 help                | There is no option '--port=1': write --host HOST, --port PORT or --app-port PORT
					--verbose help               | There is no option '--verbose': write --host HOST, --port PORT or --app-port PORT
					--port 1                     | The command is missing: write health_check, or help for all that the port knows
					--host a:1 help              | --host is no host: write a name or an address, without a port, as in --host 127.0.0.1
					--host http://a help         | --host is no host: write a name or an address, without a port, as in --host 127.0.0.1
					--host u@a help              | --host is no host: write a name or an address, without a port, as in --host 127.0.0.1
					""")
	void wrongUseSaysWhatToWrite(String arguments, String message) {
		assertThatExceptionOfType(CommandException.class)
			.isThrownBy(() -> ClientArguments.parse(List.of(arguments.split(" "))))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.status()).isEqualTo(2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "db\nquit", "db\rquit", "db\r\n", "a\tb", "a\0", "\u001b[2J", "a\u000bb" })
	void nothingBreaksAWordOrALine(String word) {
		for (List<String> words : List.of(List.of(word), List.of("perf_metrics", word))) {
			assertThatExceptionOfType(CommandException.class).isThrownBy(() -> ClientArguments.parse(words))
				.withMessageStartingWith("An argument is empty, or has a blank, a line break");
		}
	}

	@Test
	void aLineIsBounded() throws CommandException {
		assertThat(ClientArguments.parse(List.of("a".repeat(8192))).words()).hasSize(1);
		assertThatExceptionOfType(CommandException.class)
			.isThrownBy(() -> ClientArguments.parse(List.of("a".repeat(8191), "b")))
			.withMessageContaining("longer than 8192 bytes");
		assertThatExceptionOfType(CommandException.class)
			.isThrownBy(() -> ClientArguments.parse(List.of("\u00fc".repeat(4097))));
	}

}
