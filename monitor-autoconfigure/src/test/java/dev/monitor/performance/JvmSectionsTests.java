package dev.monitor.performance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import dev.monitor.process.ProcessMemory;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the sections about memory and collections of the JVM and its process.
 */
class JvmSectionsTests {

	@Test
	void memoryIsThatOfAllPoolsAndOfEach() {
		System.gc();
		StatusSection section = new MemoryPoolStatus().section();
		assertThat(section.numbers()).containsOnlyKeys("heap_used", "heap_committed", "heap_max", "heap_after_gc",
				"nonheap_used", "nonheap_committed");
		assertThat(section.numbers()).allSatisfy((name, number) -> assertThat(number.longValue()).isPositive());
		assertThat(number(section.numbers(), "heap_after_gc"))
			.isLessThanOrEqualTo(number(section.numbers(), "heap_committed"));
		assertThat(section.rows()).extracting((row) -> row.texts().get("type")).contains("heap", "nonheap");
		assertThat(section.rows()).extracting(StatusRow::name).contains("Metaspace");
		assertThat(section.rows()).allSatisfy((row) -> assertThat(number(row.numbers(), "used"))
			.isLessThanOrEqualTo(number(row.numbers(), "committed")));
		assertThat(section.rows()).filteredOn((row) -> row.name().equals("Metaspace"))
			.singleElement()
			.satisfies((row) -> assertThat(row.numbers()).containsEntry("after_gc", -1L));
	}

	@Test
	void collectionsHaveTheirShareOfTheTime() {
		System.gc();
		StatusSection section = new CollectionStatus().section();
		assertThat(section.rows()).isNotEmpty().allSatisfy((row) -> {
			double share = number(row.numbers(), "seconds") / number(section.numbers(), "uptime_seconds");
			assertThat(number(row.numbers(), "share")).isEqualTo(share).isBetween(0.0, 1.0);
		});
		assertThat(section.rows()).anySatisfy((row) -> assertThat(number(row.numbers(), "count")).isPositive());
	}

	@Test
	void buffersOutsideOfTheHeapAreCounted() {
		ByteBuffer buffer = ByteBuffer.allocateDirect(1024 * 1024);
		StatusSection section = new BufferStatus().section();
		assertThat(section.rows()).extracting(StatusRow::name).contains("direct", "mapped");
		assertThat(section.rows()).filteredOn((row) -> row.name().equals("direct")).singleElement().satisfies((row) -> {
			assertThat(number(row.numbers(), "count")).isPositive();
			assertThat(number(row.numbers(), "used")).isGreaterThanOrEqualTo(buffer.capacity());
			assertThat(number(row.numbers(), "capacity")).isGreaterThanOrEqualTo(buffer.capacity());
		});
	}

	@Test
	void theProcessIsWhatTheKernelSays(@TempDir Path root) throws IOException {
		write(root.resolve("proc/self/status"), "VmRSS:\t  2048 kB\nVmSwap:\t  1 kB\n");
		write(root.resolve("proc/self/cgroup"), "0::/\n");
		write(root.resolve("sys/fs/cgroup/memory.current"), "1\n");
		write(root.resolve("sys/fs/cgroup/memory.max"), "1073741824\n");
		Map<String, Number> numbers = new ProcessStatus(root, () -> new ProcessMemory(1, 2, 3, 4)).section().numbers();
		assertThat(numbers).containsEntry("rss", 2048L * 1024)
			.containsEntry("swap", 1024L)
			.containsEntry("memory_limit", 1073741824L)
			.containsEntry("pss", 2L)
			.containsEntry("uss", 3L);
		assertThat(number(numbers, "cpu_seconds")).isPositive();
		assertThat(number(numbers, "processors")).isPositive();
	}

	@Test
	void whatNobodyTellsIsUnknown(@TempDir Path root) {
		Map<String, Number> numbers = new ProcessStatus(root, () -> ProcessMemory.NONE).section().numbers();
		assertThat(numbers).containsEntry("rss", -1L).containsEntry("memory_limit", -1L).containsEntry("pss", -1L);
		PlatformBean absent = new PlatformBean("jdk.management:type=Absent");
		assertThat(absent.number("Anything")).isEqualTo(-1);
		assertThat(absent.call("anything", new long[0])).isNull();
		assertThat(new PlatformBean("no name").number("Anything")).isEqualTo(-1);
	}

	private static double number(Map<String, Number> numbers, String name) {
		return Objects.requireNonNull(numbers.get(name)).doubleValue();
	}

	private static void write(Path file, String text) throws IOException {
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

}
