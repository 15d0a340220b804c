package dev.monitor.ops.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.monitor.Unwanted;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@link ServingApplication} in a process of its own, which signals reach.
 */
final class InstanceProcess implements AutoCloseable {

	private final Path output;

	private final Process process;

	/**
	 * Start one, without waiting for it.
	 * @param output where its output goes
	 * @param name tells whose an answer is
	 * @param ports its port and that of its monitor, 0 for any
	 */
	InstanceProcess(Path output, String name, List<Integer> ports) throws IOException {
		this.output = output;
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", ServingApplication.class.getName(),
				"--server.address=127.0.0.1", "--server.port=" + ports.get(0), "--monitor.port.port=" + ports.get(1),
				"--monitor.shutdown.wait=4s", "--name=" + name, Unwanted.property(Unwanted.JETTY, Unwanted.SECURITY))
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		builder.environment().keySet().removeIf((variable) -> variable.startsWith("MONITOR_"));
		this.process = builder.start();
	}

	/**
	 * Wait until it has started.
	 * @return its port and that of its monitor
	 */
	List<Integer> ports() throws IOException {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> !this.process.isAlive() || ServingApplication.ports(Files.readString(this.output)) != null);
		List<Integer> ports = ServingApplication.ports(Files.readString(this.output));
		assertThat(ports).as(Files.readString(this.output)).isNotNull();
		return ports;
	}

	/**
	 * Send it a signal.
	 * @param name the signal's name without SIG
	 */
	void signal(String name) throws IOException, InterruptedException {
		Process kill = new ProcessBuilder("bash", "-c", "kill -" + name + " " + this.process.pid()).start();
		assertThat(kill.waitFor()).isZero();
	}

	/**
	 * Wait until it ends by itself.
	 */
	void awaitEnd() throws InterruptedException {
		assertThat(this.process.waitFor(1, TimeUnit.MINUTES)).isTrue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
