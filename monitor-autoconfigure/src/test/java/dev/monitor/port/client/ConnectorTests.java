package dev.monitor.port.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Connector}, as {@link PortCommand} uses it.
 */
class ConnectorTests {

	private final Terminal terminal = new Terminal();

	@Test
	void aRefusedConnectionIsOneLine() throws IOException {
		int port = ScriptedPort.closed();
		assertThat(ask("127.0.0.1", port)).isEqualTo(2);
		assertThat(this.terminal.out()).isEmpty();
		assertThat(this.terminal.err()).isEqualTo("127.0.0.1:" + port + ": Connection refused.\n");
	}

	@Test
	void anUnknownHostIsOneLine() {
		assertThat(ask("nobody.invalid", 8160)).isEqualTo(2);
		assertThat(this.terminal.err()).isEqualTo("nobody.invalid:8160: Unknown host.\n");
	}

	/**
	 * As behind a firewall: a server that accepts nobody lets newcomers wait once its
	 * queue is full.
	 */
	@Test
	void aHostThatDoesNotAnswerIsOneLine() throws IOException {
		List<SocketChannel> queue = new ArrayList<>();
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			for (int i = 0; i < 5; i++) {
				SocketChannel client = SocketChannel.open();
				client.configureBlocking(false);
				client.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
				queue.add(client);
			}
			assertThat(ask(Duration.ofMillis(100), "127.0.0.1", server.getLocalPort())).isEqualTo(2);
			assertThat(this.terminal.err()).isEqualTo("127.0.0.1:" + server.getLocalPort() + ": Connect timed out.\n");
		}
		finally {
			for (SocketChannel client : queue) {
				client.close();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "::1", "[::1]", "0:0:0:0:0:0:0:1" })
	void addressesOfVersion6Work(String host) throws IOException {
		byte[] loopback = new byte[16];
		loopback[15] = 1;
		try (ScriptedPort port = listening(InetAddress.getByAddress(loopback))) {
			assertThat(ask(host, port.port())).isZero();
		}
		assertThat(ask(host, ScriptedPort.closed())).isEqualTo(2);
		assertThat(this.terminal.err()).matches("\\[[0:]*:1]:[0-9]+: Connection refused.\n");
	}

	private int ask(String host, int port) {
		return ask(Duration.ofSeconds(20), host, port);
	}

	private int ask(Duration timeout, String host, int port) {
		PortCommand command = new PortCommand(new PortClient(new Connector(timeout), Duration.ofSeconds(20), 100));
		return this.terminal.run(command, "--host", host, "--port", String.valueOf(port), "health_check");
	}

	private static ScriptedPort listening(InetAddress address) throws IOException {
		try {
			return ScriptedPort.treating((line, client) -> ScriptedPort.send(client, "OK\n"), address);
		}
		catch (IOException ex) {
			return Assumptions.abort("This machine has no address " + address);
		}
	}

}
