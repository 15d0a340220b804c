package dev.monitor.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.RealClient;
import org.awaitility.Awaitility;

import org.springframework.util.FileSystemUtils;

/**
 * A MariaDB server of a test's own, in a directory and on a port of its own, that exists
 * until it is closed or the JVM ends. If the tests run as root it runs as user mysql.
 */
public final class MariaDbProcess implements AutoCloseable {

	private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

	private final Path directory;

	private final int port;

	private final Process server;

	private final Thread hook = new Thread(this::stop);

	/**
	 * Start a server with the user {@code root}, who needs no password. Aborts the test
	 * if MariaDB is not installed.
	 * @param options further options
	 */
	public MariaDbProcess(String... options) {
		String program = RealClient.file("/usr/sbin/mariadbd", "mariadb-server").toString();
		try {
			this.directory = Files.createTempDirectory("mariadb");
			if (ROOT) {
				start(List.of("chown", "mysql", this.directory.toString())).waitFor();
			}
			Process install = start(
					command("mariadb-install-db", "--auth-root-authentication-method=normal", "--skip-test-db"));
			if (!install.waitFor(150, TimeUnit.SECONDS) || install.exitValue() != 0) {
				throw new IllegalStateException("mariadb-install-db failed");
			}
			this.port = freePort();
			List<String> command = command(program, "--socket=" + this.directory.resolve("socket"),
					"--pid-file=" + this.directory.resolve("pid"), "--bind-address=127.0.0.1", "--port=" + this.port,
					"--innodb-flush-log-at-trx-commit=0", "--skip-name-resolve");
			command.addAll(List.of(options));
			this.server = start(command);
			Runtime.getRuntime().addShutdownHook(this.hook);
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::answers);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private List<String> command(String program, String... arguments) {
		List<String> command = new ArrayList<>(List.of(program, "--no-defaults"));
		if (ROOT) {
			command.add("--user=mysql");
		}
		command.add("--datadir=" + this.directory.resolve("data"));
		command.addAll(List.of(arguments));
		return command;
	}

	private boolean answers() {
		try {
			DriverManager.getConnection(url("") + "?user=root").close();
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private String url(String database) {
		return "jdbc:mariadb://127.0.0.1:" + this.port + "/" + database;
	}

	/**
	 * Return a pool of connections.
	 * @param database the database
	 * @param user the user
	 * @param size the most connections
	 * @return the pool, to be closed
	 */
	public HikariDataSource pool(String database, String user, int size) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url(database));
		pool.setUsername(user);
		pool.setMaximumPoolSize(size);
		pool.setMinimumIdle(0);
		return pool;
	}

	private void stop() {
		this.server.destroyForcibly();
		try {
			this.server.waitFor(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() throws IOException {
		stop();
		Runtime.getRuntime().removeShutdownHook(this.hook);
		FileSystemUtils.deleteRecursively(this.directory);
	}

	private Process start(List<String> command) throws IOException {
		return new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
