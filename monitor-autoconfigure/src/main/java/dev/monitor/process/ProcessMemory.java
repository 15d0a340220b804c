package dev.monitor.process;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Memory of this process in bytes, {@link #UNKNOWN} where the system does not tell.
 *
 * @param rss what is in memory
 * @param pss the same, with each shared page divided by how many processes share it
 * @param uss what no other process shares: it would become free if this one ended
 * @param swap what is swapped out
 */
public record ProcessMemory(long rss, long pss, long uss, long swap) {

	/**
	 * Stands for a number that is not known.
	 */
	public static final long UNKNOWN = -1;

	/**
	 * Nothing is known.
	 */
	public static final ProcessMemory NONE = new ProcessMemory(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);

	private static final long KILOBYTE = 1024;

	/**
	 * Read what the kernel has at hand, in about 0.2 ms.
	 * @param root where {@code proc} is
	 * @return resident and swapped memory
	 */
	public static ProcessMemory ofStatus(Path root) {
		Map<String, BigDecimal> status = ProcFiles.table(root.resolve("proc/self/status"), List.of("VmRSS", "VmSwap"));
		return new ProcessMemory(bytes(status, "VmRSS"), UNKNOWN, UNKNOWN, bytes(status, "VmSwap"));
	}

	/**
	 * Have the kernel walk through all pages (Linux 4.14). It takes about 10 ms for each
	 * gigabyte, in which the process cannot map memory.
	 * @param root where {@code proc} is
	 * @return all that is known
	 */
	public static ProcessMemory ofPages(Path root) {
		Map<String, BigDecimal> rollup = ProcFiles.table(rollup(root),
				List.of("Rss", "Pss", "Swap", "Private_Clean", "Private_Dirty"));
		long clean = bytes(rollup, "Private_Clean");
		long dirty = bytes(rollup, "Private_Dirty");
		long uss = (clean != UNKNOWN && dirty != UNKNOWN) ? clean + dirty : UNKNOWN;
		return new ProcessMemory(bytes(rollup, "Rss"), bytes(rollup, "Pss"), uss, bytes(rollup, "Swap"));
	}

	static Path rollup(Path root) {
		return root.resolve("proc/self/smaps_rollup");
	}

	private static long bytes(Map<String, BigDecimal> table, String name) {
		BigDecimal kilobytes = table.get(name);
		return (kilobytes != null) ? kilobytes.longValue() * KILOBYTE : UNKNOWN;
	}

}
