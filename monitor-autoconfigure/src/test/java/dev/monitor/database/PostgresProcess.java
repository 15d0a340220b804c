package dev.monitor.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.RealClient;

import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server of a test's own, in a directory and on a port of its own, that
 * exists until it is closed or the JVM ends. It refuses to run as root, so it runs as
 * user postgres then.
 */
public final class PostgresProcess implements AutoCloseable {

	private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

	private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

	private final Path programs;

	private final Path directory;

	/**
	 * Holds the port while the server does not. What is bound and does not listen gets no
	 * connections, and PostgreSQL, which sets the same option, can listen beside it.
	 */
	private final Socket reservation = new Socket();

	private final int port;

	private final Thread hook = new Thread(this::stop);

	private volatile boolean frozen;

	/**
	 * Start a server with the superuser {@code monitor}. Aborts the test if PostgreSQL is
	 * not installed.
	 */
	public PostgresProcess() {
		this.programs = programs();
		try {
			this.directory = Files.createTempDirectory("postgres");
			this.reservation.setReuseAddress(true);
			this.reservation.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			this.port = this.reservation.getLocalPort();
			if (ROOT) {
				execute("chown", "postgres", this.directory.toString());
			}
			run("initdb", "--pgdata", data(), "--username", "monitor", "--auth", "trust", "--no-sync");
			Runtime.getRuntime().addShutdownHook(this.hook);
			start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Start the server after it was stopped.
	 */
	public void start() {
		run("pg_ctl", "--pgdata", data(), "--wait", "--timeout", "120", "--log", this.directory + "/log", "--options",
				"-p " + this.port + " -k " + this.directory + " -c listen_addresses=127.0.0.1 -c fsync=off"
						+ " -c deadlock_timeout=100ms -c max_connections=30"
						+ " -c shared_preload_libraries=pg_stat_statements",
				"start");
	}

	/**
	 * Stop the server as a crash would.
	 */
	public void stop() {
		thaw();
		if (Files.exists(this.directory.resolve("data/postmaster.pid"))) {
			run("pg_ctl", "--pgdata", data(), "--mode", "immediate", "--wait", "stop");
		}
	}

	/**
	 * Freeze the server, so that connections stay open and new ones are taken but nobody
	 * answers on them, as when its disk or its machine hangs.
	 */
	public void freeze() {
		// the postmaster first: it starts no further process then
		this.frozen = true;
		signal("STOP", Stream.of(postmaster()));
		signal("STOP", postmaster().descendants());
	}

	/**
	 * Let the server go on if it was frozen.
	 */
	public void thaw() {
		if (this.frozen) {
			// the postmaster last: until then no process vanishes
			signal("CONT", postmaster().descendants());
			signal("CONT", Stream.of(postmaster()));
			this.frozen = false;
		}
	}

	private ProcessHandle postmaster() {
		try (Stream<String> lines = Files.lines(this.directory.resolve("data/postmaster.pid"))) {
			return ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow().strip())).orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void signal(String name, Stream<ProcessHandle> processes) {
		List<String> command = new ArrayList<>(List.of("kill", "-" + name));
		processes.map((process) -> String.valueOf(process.pid())).forEach(command::add);
		execute(command.toArray(String[]::new));
	}

	/**
	 * Return the address of the database {@code postgres}.
	 * @return a JDBC URL
	 */
	public String url() {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/postgres";
	}

	/**
	 * Return a pool of connections to the database {@code postgres}.
	 * @param role the role
	 * @param size the most connections
	 * @return the pool, to be closed
	 */
	public HikariDataSource pool(String role, int size) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url());
		pool.setUsername(role);
		pool.setMaximumPoolSize(size);
		pool.setMinimumIdle(0);
		pool.setConnectionTimeout(30_000);
		return pool;
	}

	@Override
	public void close() throws IOException {
		stop();
		this.reservation.close();
		Runtime.getRuntime().removeShutdownHook(this.hook);
		FileSystemUtils.deleteRecursively(this.directory);
	}

	private String data() {
		return this.directory.resolve("data").toString();
	}

	private void run(String program, String... arguments) {
		List<String> command = new ArrayList<>();
		if (ROOT) {
			command.addAll(List.of("runuser", "-u", "postgres", "--"));
		}
		command.add(this.programs.resolve(program).toString());
		command.addAll(List.of(arguments));
		execute(command.toArray(String[]::new));
	}

	private void execute(String... command) {
		try {
			// the server would inherit a pipe and keep it open
			Process process = new ProcessBuilder(command).directory(this.directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (!process.waitFor(150, TimeUnit.SECONDS) || process.exitValue() != 0) {
				throw new IllegalStateException("Failed: " + String.join(" ", command));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Path programs() {
		if (!Files.isDirectory(INSTALLED)) {
			return Objects.requireNonNull(RealClient.file(INSTALLED + "/15/bin", "postgresql"));
		}
		try (Stream<Path> versions = Files.list(INSTALLED)) {
			return versions.map((version) -> version.resolve("bin"))
				.filter((bin) -> Files.isExecutable(bin.resolve("initdb")))
				.max(Comparator.naturalOrder())
				.orElseGet(() -> RealClient.file(INSTALLED + "/15/bin/initdb", "postgresql"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
