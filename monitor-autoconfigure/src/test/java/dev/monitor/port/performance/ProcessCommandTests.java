package dev.monitor.port.performance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ProcessCommand}.
 */
class ProcessCommandTests {

	@TempDir
	private Path root;

	@Test
	void connectionsMemoryAndThreads() throws IOException {
		Path directory = Files.createDirectories(this.root.resolve("proc/self"));
		Files.writeString(directory.resolve("status"),
				"Name:\tjava\nVmPeak:\t 9 kB\nVmSize:\t 6021320 kB\nVmRSS:\t  312600 kB\nThreads:\t3\n");
		assertThat(new ProcessCommand(FakeStatus.sources(FakeStatus.db("orders")), this.root).run(List.of()))
			.matches("4\nVmSize: 6021320 kB\nVmRSS: 312600 kB\nThreads: [1-9][0-9]*\n");
	}

	@Test
	void whatIsNotKnownIsMinusOne() {
		assertThat(new ProcessCommand(FakeStatus.sources(), this.root).run(List.of()))
			.matches("-1\nVmSize: -1 kB\nVmRSS: -1 kB\nThreads: [1-9][0-9]*\n");
	}

	@Test
	void takesNoArguments() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ProcessCommand(FakeStatus.sources(), this.root).run(List.of("100")))
			.withMessage("monitor takes no arguments");
	}

}
