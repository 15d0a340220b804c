package dev.monitor.metricline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessNumbers}, with files as Linux has them.
 */
class ProcessNumbersTests {

	private static final String VERSION_1 = "cache 1048576\nrss 22250783\nswap 0\npgpgin 348836\npgpgout 343403\n";

	@TempDir
	private Path root;

	@Test
	void anUnknownSystemHasNoNumbers() {
		assertThat(read()).isEmpty();
	}

	@Test
	void loadsAreThoseOfTheLastMinutes() throws IOException {
		write("proc/loadavg", "2.46 1.06 0.99 1/123 4567\n");
		assertThat(read()).containsExactly("sample#load_avg_1m=2.46", "sample#load_avg_5m=1.06",
				"sample#load_avg_15m=0.99");
	}

	@Test
	void memoryIsThatOfTheControlGroupOfVersion1() throws IOException {
		write("proc/self/cgroup", "5:cpu:/x\n4:memory:/pods/a\n0::/\n");
		write("sys/fs/cgroup/memory/pods/a/memory.stat", VERSION_1);
		assertThat(read()).containsExactly("sample#memory_total=22.22MB", "sample#memory_rss=21.22MB",
				"sample#memory_cache=1.00MB", "sample#memory_swap=0.00MB", "sample#memory_pgpgin=348836pages",
				"sample#memory_pgpgout=343403pages");
	}

	@Test
	void insideAContainerTheMountIsTheGroup() throws IOException {
		write("proc/self/cgroup", "4:memory:/docker/abc\n");
		write("sys/fs/cgroup/memory/memory.stat", VERSION_1);
		assertThat(read()).contains("sample#memory_rss=21.22MB");
	}

	@Test
	void theWholeMachineIsNotTheProcess() throws IOException {
		write("proc/self/cgroup", "4:memory:/\n");
		write("sys/fs/cgroup/memory/memory.stat", VERSION_1);
		write("sys/fs/cgroup/memory/release_agent", "");
		write("proc/self/status", "Name:\tjava\nVmRSS:\t    2048 kB\nVmSwap:\t       0 kB\n");
		assertThat(read()).containsExactly("sample#memory_rss=2.00MB", "sample#memory_swap=0.00MB");
		write("proc/self/cgroup", "0::/\n");
		write("sys/fs/cgroup/memory.stat", "anon 22250783\nfile 1048576\n");
		assertThat(read()).containsExactly("sample#memory_rss=2.00MB", "sample#memory_swap=0.00MB");
	}

	@Test
	void memoryIsThatOfTheControlGroupOfVersion2() throws IOException {
		write("proc/self/cgroup", "0::/pods/a\n");
		write("sys/fs/cgroup/pods/a/memory.current", "23299359\n");
		write("sys/fs/cgroup/pods/a/memory.stat", "anon 22250783\nfile 1048576\nkernel 4096\n");
		assertThat(read()).containsExactly("sample#memory_rss=21.22MB", "sample#memory_cache=1.00MB");
		write("sys/fs/cgroup/pods/a/memory.swap.current", "524288\n");
		assertThat(read()).containsExactly("sample#memory_total=22.72MB", "sample#memory_rss=21.22MB",
				"sample#memory_cache=1.00MB", "sample#memory_swap=0.50MB");
	}

	@Test
	void aPathOutOfTheMountIsNotFollowed() throws IOException {
		write("proc/self/cgroup", "0::/../../secret\n");
		write("secret/memory.current", "1\n");
		write("secret/memory.stat", "anon 1048576\n");
		assertThat(read()).isEmpty();
	}

	@Test
	void whatIsNoNumberIsLeftOut() throws IOException {
		write("proc/loadavg", "nan -1 1e9\n");
		write("proc/self/status", "VmRSS:\nVmSwap: many kB\nx\n\n");
		assertThat(read()).isEmpty();
	}

	private void write(String file, String content) throws IOException {
		Path path = this.root.resolve(file);
		Files.createDirectories(Objects.requireNonNull(path.getParent()));
		Files.writeString(path, content);
	}

	private List<String> read() {
		List<String> numbers = new ArrayList<>();
		MetricLines lines = new MetricLines(MetricStyle.L2MET, new MetricLimits(10, 1000),
				(values) -> values.forEach((value) -> numbers.add(value.key() + '=' + value.text())));
		new ProcessNumbers(this.root).read(lines);
		return numbers;
	}

}
