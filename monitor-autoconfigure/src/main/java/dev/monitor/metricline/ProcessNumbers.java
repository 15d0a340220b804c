package dev.monitor.metricline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;

import dev.monitor.process.GroupMemory;
import dev.monitor.process.ProcFiles;
import org.jspecify.annotations.Nullable;

/**
 * {@link MetricReader} of load and memory under the names that Heroku's
 * log-runtime-metrics gives them, in megabytes of 2^20 bytes. A number is left out where
 * Linux does not tell it. The load is the machine's or the container's, as
 * {@code /proc/loadavg} has it.
 */
public final class ProcessNumbers implements MetricReader {

	private static final List<String> LOADS = List.of("load_avg_1m", "load_avg_5m", "load_avg_15m");

	private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1024 * 1024);

	private final Path root;

	/**
	 * Create the reader.
	 * @param root where {@code proc} and {@code sys} are
	 */
	public ProcessNumbers(Path root) {
		this.root = root;
	}

	@Override
	public void read(MetricLines lines) {
		String[] words = ProcFiles.firstLine(this.root.resolve("proc/loadavg")).split(" ", -1);
		for (int i = 0; i < LOADS.size() && i < words.length; i++) {
			add(lines, LOADS.get(i), ProcFiles.number(words[i]), "");
		}
		lines.endGroup();
		GroupMemory memory = GroupMemory.read(this.root);
		add(lines, "memory_total", megabytes(memory.total()), "MB");
		add(lines, "memory_rss", megabytes(memory.rss()), "MB");
		add(lines, "memory_cache", megabytes(memory.cache()), "MB");
		add(lines, "memory_swap", megabytes(memory.swap()), "MB");
		add(lines, "memory_pgpgin", memory.pagesIn(), "pages");
		add(lines, "memory_pgpgout", memory.pagesOut(), "pages");
		lines.endGroup();
	}

	private static @Nullable BigDecimal megabytes(@Nullable BigDecimal bytes) {
		return (bytes != null) ? bytes.divide(MEGABYTE, 2, RoundingMode.HALF_UP) : null;
	}

	private static void add(MetricLines lines, String name, @Nullable BigDecimal value, String unit) {
		if (value != null) {
			lines.add(new MetricValue(MetricType.SAMPLE, name, value, unit));
		}
	}

}
