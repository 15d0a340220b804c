package dev.monitor.process;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * Control group of Linux that accounts for the memory of this process: a container or a
 * service. The root group, which stands for the whole machine, is none.
 *
 * @param version 1 or 2, as in the kernel's documents cgroup-v1/memory and cgroup-v2
 * @param mount where the groups are
 * @param directory the group, below the mount or the mount itself
 */
public record ControlGroup(int version, Path mount, Path directory) {

	/**
	 * More than any machine has. Version 1 knows no unlimited group: it has a limit of
	 * nearly 2^63 bytes.
	 */
	private static final BigDecimal UNLIMITED = BigDecimal.valueOf(1L << 60);

	private static final List<String> MEMORY_STAT = List.of("rss", "cache", "swap", "pgpgin", "pgpgout", "anon", "file",
			"hierarchical_memory_limit");

	/**
	 * Find the group.
	 * @param root where {@code proc} and {@code sys} are
	 * @return the group, {@code null} if there is none
	 */
	public static @Nullable ControlGroup find(Path root) {
		for (String line : ProcFiles.lines(root.resolve("proc/self/cgroup"))) {
			String[] parts = line.split(":", 3);
			if (parts.length == 3 && parts[1].equals("memory")) {
				return version1(root.resolve("sys/fs/cgroup/memory"), parts[2]);
			}
			if (line.startsWith("0::")) {
				return version2(root.resolve("sys/fs/cgroup"), parts[2]);
			}
		}
		return null;
	}

	private static @Nullable ControlGroup version1(Path mount, String path) {
		ControlGroup group = new ControlGroup(1, mount, directory(mount, path));
		boolean wholeMachine = Files.exists(group.file("release_agent"))
				|| Files.exists(group.file("cgroup.sane_behavior"));
		return (wholeMachine || group.memoryStat().isEmpty()) ? null : group;
	}

	/**
	 * The root has no current use.
	 */
	private static @Nullable ControlGroup version2(Path mount, String path) {
		ControlGroup group = new ControlGroup(2, mount, directory(mount, path));
		return Files.exists(group.file("memory.current")) ? group : null;
	}

	/**
	 * In a container the path may be that of the machine, and the mount the group itself.
	 */
	private static Path directory(Path mount, String path) {
		try {
			Path directory = mount.resolve(path.replaceFirst("^/+", "")).normalize();
			return (directory.startsWith(mount) && Files.isDirectory(directory)) ? directory : mount;
		}
		catch (InvalidPathException ex) {
			return mount;
		}
	}

	private Path file(String name) {
		return this.directory.resolve(name);
	}

	Map<String, BigDecimal> memoryStat() {
		return ProcFiles.table(file("memory.stat"), MEMORY_STAT);
	}

	@Nullable BigDecimal swap() {
		return ProcFiles.number(ProcFiles.firstLine(file("memory.swap.current")));
	}

	/**
	 * Read the most memory that the group may use, its own limit or a lower one of a
	 * group around it.
	 * @return the bytes, empty if there is no limit
	 */
	public OptionalLong memoryLimit() {
		BigDecimal lowest = UNLIMITED;
		if (this.version == 1) {
			lowest = lower(lowest, memoryStat().get("hierarchical_memory_limit"));
		}
		else {
			for (Path group = this.directory; group != null
					&& group.startsWith(this.mount); group = group.getParent()) {
				lowest = lower(lowest, ProcFiles.number(ProcFiles.firstLine(group.resolve("memory.max"))));
			}
		}
		return (lowest.compareTo(UNLIMITED) < 0) ? OptionalLong.of(lowest.longValue()) : OptionalLong.empty();
	}

	private static BigDecimal lower(BigDecimal limit, @Nullable BigDecimal other) {
		return (other != null) ? limit.min(other) : limit;
	}

}
