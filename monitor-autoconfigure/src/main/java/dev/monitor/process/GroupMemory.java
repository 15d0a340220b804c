package dev.monitor.process;

import java.math.BigDecimal;
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
public record GroupMemory(@Nullable BigDecimal rss, @Nullable BigDecimal cache, @Nullable BigDecimal swap,
		@Nullable BigDecimal pagesIn, @Nullable BigDecimal pagesOut) {

	/**
	 * Read the memory.
	 * @param root where {@code proc} and {@code sys} are
	 * @return what is known
	 */
	public static GroupMemory read(Path root) {
		ControlGroup group = ControlGroup.find(root);
		if (group == null) {
			return process(root);
		}
		Map<String, BigDecimal> stat = group.memoryStat();
		if (group.version() == 1) {
			return new GroupMemory(stat.get("rss"), stat.get("cache"), stat.get("swap"), stat.get("pgpgin"),
					stat.get("pgpgout"));
		}
		return new GroupMemory(stat.get("anon"), stat.get("file"), group.swap(), null, null);
	}

	private static GroupMemory process(Path root) {
		ProcessMemory memory = ProcessMemory.ofStatus(root);
		return new GroupMemory(known(memory.rss()), null, known(memory.swap()), null, null);
	}

	private static @Nullable BigDecimal known(long bytes) {
		return (bytes != ProcessMemory.UNKNOWN) ? BigDecimal.valueOf(bytes) : null;
	}

	/**
	 * Return the sum of resident memory, cache and swap, if all are known.
	 * @return the bytes
	 */
	public @Nullable BigDecimal total() {
		if (this.rss == null || this.cache == null || this.swap == null) {
			return null;
		}
		return this.rss.add(this.cache).add(this.swap);
	}

}
