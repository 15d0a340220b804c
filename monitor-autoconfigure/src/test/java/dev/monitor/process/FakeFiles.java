package dev.monitor.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Files below a directory, as Linux has them below its root.
 */
public record FakeFiles(Path root) {

	public void write(String file, String content) {
		try {
			Path path = this.root.resolve(file);
			Files.createDirectories(Objects.requireNonNull(path.getParent()));
			Files.writeString(path, content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Write what a process of 2 MB is told, 1.5 MB of which it has alone.
	 */
	public void writeMemory() {
		write("proc/self/status", "Name:\tjava\nVmRSS:\t    2048 kB\nVmSwap:\t       4 kB\n");
		write("proc/self/smaps_rollup", """
				55ecbc315000-7ffcd9568000 ---p 00000000 00:00 0                          [rollup]
				Rss:                2052 kB
				Pss:                1707 kB
				Pss_Dirty:           112 kB
				Shared_Clean:        516 kB
				Private_Clean:       512 kB
				Private_Dirty:      1024 kB
				Swap:                  4 kB
				""");
	}

}
