package dev.monitor.shape;

import java.nio.file.Path;
import java.util.List;

import dev.monitor.logging.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application without a web server that ends with its work.
 */
@Timeout(120)
class BatchTests {

	private static final String NOTICE = "This application has no web server";

	@TempDir
	private Path directory;

	@Test
	void endsWithItsWorkAndSaysOnceThatNothingIsServed() throws Exception {
		List<String> lines = run(0, "--monitor.port.port=");
		assertThat(lines).contains("worked").noneMatch((line) -> line.contains("lvl=warn"));
		assertThat(lines).filteredOn((line) -> line.contains(NOTICE))
			.singleElement()
			.asString()
			.contains("lvl=info", "monitor.port.port or monitor.health.listen-address");
	}

	@Test
	void endsWithItsExitCodeThoughListenersAreOpen() throws Exception {
		List<String> lines = run(3, "--fail=true", "--monitor.port.port=0",
				"--monitor.health.listen-address=127.0.0.1:0", "--monitor.metrics.listen-address=127.0.0.1:0",
				"--monitor.dashboard.listen-address=127.0.0.1:0", "--monitor.dependencies.stock.address=127.0.0.1:9");
		assertThat(lines).contains("worked")
			.anyMatch((line) -> line.contains("Monitor port started"))
			.noneMatch((line) -> line.contains(NOTICE));
	}

	private List<String> run(int status, String... arguments) throws Exception {
		return new ChildJvm(this.directory, List.of(), List.of(), "").run(status, BatchApp.class.getName(), arguments);
	}

}
