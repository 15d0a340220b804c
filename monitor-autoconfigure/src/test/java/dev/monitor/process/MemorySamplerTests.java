package dev.monitor.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemorySampler} and {@link ProcessMemory}.
 */
class MemorySamplerTests {

	private static final long KB = 1024;

	@TempDir
	private Path root;

	@Test
	void nothingIsKnownWhereTheSystemDoesNotTell() {
		MemorySampler sampler = new MemorySampler(this.root, System::nanoTime);
		sampler.sample();
		assertThat(sampler.last()).isEqualTo(new ProcessMemory(-1, -1, -1, -1));
		assertThat(sampler.knowsPages()).isFalse();
	}

	@Test
	void aSampleIsKeptUntilTheNext() {
		MemorySampler sampler = new MemorySampler(this.root, System::nanoTime);
		new FakeFiles(this.root).writeMemory();
		assertThat(sampler.knowsPages()).isTrue();
		assertThat(sampler.last()).isEqualTo(ProcessMemory.NONE);
		sampler.sample();
		assertThat(sampler.last()).isEqualTo(new ProcessMemory(2052 * KB, 1707 * KB, 1536 * KB, 4 * KB));
	}

	@Test
	void withoutTheSumOfPagesResidentMemoryIsKnown() {
		MemorySampler sampler = new MemorySampler(this.root, System::nanoTime);
		new FakeFiles(this.root).writeMemory();
		new FakeFiles(this.root).write("proc/self/smaps_rollup", "");
		sampler.sample();
		assertThat(sampler.last()).isEqualTo(new ProcessMemory(2048 * KB, -1, -1, 4 * KB));
	}

	/**
	 * Linux keeps 15 bytes of a name, wherever that cuts it.
	 */
	@Test
	void theNameOfTheProcessMayBeCutWithinALetter() throws IOException {
		Path status = Files.createDirectories(this.root.resolve("proc/self")).resolve("status");
		Files.writeString(status, "Name:\t\u00e9\nVmRSS:\t2048 kB\n", StandardCharsets.ISO_8859_1);
		assertThat(ProcessMemory.ofStatus(this.root).rss()).isEqualTo(2048 * KB);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void thisProcessHasMemory() {
		ProcessMemory status = ProcessMemory.ofStatus(Path.of("/"));
		ProcessMemory pages = ProcessMemory.ofPages(Path.of("/"));
		assertThat(status.rss()).isBetween(10_000 * KB, 100_000_000 * KB);
		assertThat(status.swap()).isNotNegative();
		assertThat(pages.uss()).isPositive().isLessThanOrEqualTo(pages.pss());
		assertThat(pages.pss()).isLessThanOrEqualTo(pages.rss());
	}

}
