package dev.monitor.logging.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Memory of the control group that the process is in, or of the process if it is in none.
 * All but the pages are bytes; what Linux does not tell is {@code null}.
 *
 * @param rss memory that is backed by no file
 * @param cache file contents kept in memory
 * @param swap memory that is swapped out
 * @param pagesIn pages charged to the group since it began
 * @param pagesOut pages given back
 */
record ProcessMemory(@Nullable BigDecimal rss, @Nullable BigDecimal cache, @Nullable BigDecimal swap,
		@Nullable BigDecimal pagesIn, @Nullable BigDecimal pagesOut) {

	private static final BigDecimal KILOBYTE = BigDecimal.valueOf(1024);

	private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1024 * 1024);

	/**
	 * Read the memory.
	 * @param root where {@code proc} and {@code sys} are
	 * @return what is known
	 */
	static ProcessMemory read(Path root) {
		for (String line : ProcFiles.lines(root.resolve("proc/self/cgroup"))) {
			String[] parts = line.split(":", 3);
			if (parts.length == 3 && parts[1].equals("memory")) {
				return version1(root, parts[2]);
			}
			if (line.startsWith("0::")) {
				return version2(root, parts[2]);
			}
		}
		return process(root);
	}

	/**
	 * In a container the path may be that of the machine, and the mount the group itself.
	 */
	private static Path directory(Path mount, String path) {
		Path directory = mount.resolve(path.replaceFirst("^/+", "")).normalize();
		return (directory.startsWith(mount) && Files.isDirectory(directory)) ? directory : mount;
	}

	private static ProcessMemory version1(Path root, String path) {
		Path directory = directory(root.resolve("sys/fs/cgroup/memory"), path);
		Map<String, BigDecimal> stat = ProcFiles.table(directory.resolve("memory.stat"));
		boolean wholeMachine = Files.exists(directory.resolve("release_agent"))
				|| Files.exists(directory.resolve("cgroup.sane_behavior"));
		if (wholeMachine || stat.isEmpty()) {
			return process(root);
		}
		return new ProcessMemory(stat.get("rss"), stat.get("cache"), stat.get("swap"), stat.get("pgpgin"),
				stat.get("pgpgout"));
	}

	/**
	 * Counts no pages. The root, which stands for the whole machine, has no current use.
	 */
	private static ProcessMemory version2(Path root, String path) {
		Path directory = directory(root.resolve("sys/fs/cgroup"), path);
		if (!Files.exists(directory.resolve("memory.current"))) {
			return process(root);
		}
		Map<String, BigDecimal> stat = ProcFiles.table(directory.resolve("memory.stat"));
		BigDecimal swap = ProcFiles.number(ProcFiles.firstLine(directory.resolve("memory.swap.current")));
		return new ProcessMemory(stat.get("anon"), stat.get("file"), swap, null, null);
	}

	private static ProcessMemory process(Path root) {
		Map<String, BigDecimal> status = ProcFiles.table(root.resolve("proc/self/status"));
		return new ProcessMemory(kilobytes(status.get("VmRSS")), null, kilobytes(status.get("VmSwap")), null, null);
	}

	private static @Nullable BigDecimal kilobytes(@Nullable BigDecimal kilobytes) {
		return (kilobytes != null) ? kilobytes.multiply(KILOBYTE) : null;
	}

	/**
	 * Return the sum of resident memory, cache and swap, if all are known.
	 * @return the bytes
	 */
	@Nullable BigDecimal total() {
		if (this.rss == null || this.cache == null || this.swap == null) {
			return null;
		}
		return this.rss.add(this.cache).add(this.swap);
	}

	static @Nullable BigDecimal megabytes(@Nullable BigDecimal bytes) {
		return (bytes != null) ? bytes.divide(MEGABYTE, 2, RoundingMode.HALF_UP) : null;
	}

}
