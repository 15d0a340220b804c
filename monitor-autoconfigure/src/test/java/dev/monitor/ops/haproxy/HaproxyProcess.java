package dev.monitor.ops.haproxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.monitor.RealClient;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real HAProxy on a port of the loopback interface, and its own view of the servers.
 */
final class HaproxyProcess implements AutoCloseable {

	private static final Pattern FIELD = Pattern.compile("\"((?:[^\"]|\"\")*)\"(?:,|$)|([^,]*)(?:,|$)");

	private final Socket reserved = reserve();

	private final Path directory;

	private final Process process;

	private HaproxyProcess(Path program, Path directory, HaproxyFile file) throws IOException {
		this.directory = directory;
		Path shipped = Files.writeString(directory.resolve("haproxy.cfg"),
				file.replace("bind :80", "bind 127.0.0.1:" + port()).text());
		Path statistics = Files.writeString(directory.resolve("statistics.cfg"),
				"global\n    stats socket %s level admin\n".formatted(socket()));
		this.process = new ProcessBuilder(program.toString(), "-db", "-f", shipped.toString(), "-f",
				statistics.toString())
			.redirectErrorStream(true)
			.redirectOutput(log().toFile())
			.start();
	}

	/**
	 * Start one and wait until it answers.
	 * @param parent where it has a directory of its own
	 * @param file its configuration
	 */
	static HaproxyProcess start(Path parent, HaproxyFile file) throws IOException {
		Path program = RealClient.find("haproxy", "haproxy");
		HaproxyProcess started = new HaproxyProcess(program, Files.createTempDirectory(parent, "haproxy"), file);
		Awaitility.await().until(() -> !started.process.isAlive() || Files.exists(started.socket()));
		assertThat(started.process.isAlive()).as(Files.readString(started.log())).isTrue();
		return started;
	}

	/**
	 * HAProxy shares ports, so the one it gets can be held for it. What is bound and does
	 * not listen gets no connections.
	 */
	private static Socket reserve() throws IOException {
		Socket socket = new Socket();
		socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
		socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		return socket;
	}

	int port() {
		return this.reserved.getLocalPort();
	}

	/**
	 * Return what HAProxy thinks of a server.
	 * @param name the server's name
	 * @return its line of the statistics, by the names of the columns, without the star
	 * of checks that are under way
	 */
	Map<String, String> server(String name) throws IOException {
		List<List<String>> lines = tell("show stat").strip().lines().map(HaproxyProcess::fields).toList();
		List<String> columns = lines.get(0);
		List<String> values = lines.stream().filter((line) -> line.get(1).equals(name)).findFirst().orElseThrow();
		Map<String, String> server = new HashMap<>();
		for (int i = 0; i < columns.size(); i++) {
			server.put(columns.get(i), values.get(i).replaceFirst("^\\* ", ""));
		}
		return server;
	}

	private static List<String> fields(String line) {
		return FIELD.matcher(line).results().map(HaproxyProcess::field).toList();
	}

	private static String field(MatchResult match) {
		return (match.group(1) != null) ? match.group(1).replace("\"\"", "\"") : match.group(2);
	}

	/**
	 * Wait until HAProxy thinks of a server as is expected.
	 * @param name the server's name
	 * @param column a column of the statistics
	 * @param expected what the column has then
	 * @return the whole line
	 */
	Map<String, String> await(String name, String column, String expected) {
		List<Map<String, String>> seen = new ArrayList<>();
		Awaitility.await().pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
			seen.add(server(name));
			assertThat(seen.get(seen.size() - 1)).containsEntry(column, expected);
		});
		return seen.get(seen.size() - 1);
	}

	/**
	 * Give a command of the runtime API.
	 * @param command the command
	 * @return its answer
	 */
	String tell(String command) throws IOException {
		try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			channel.connect(UnixDomainSocketAddress.of(socket()));
			channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII)));
			return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private Path socket() {
		return this.directory.resolve("socket");
	}

	private Path log() {
		return this.directory.resolve("log");
	}

	@Override
	public void close() throws IOException {
		this.process.destroyForcibly().onExit().join();
		this.reserved.close();
	}

}
